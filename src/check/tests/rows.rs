//! One row a check, in the order of their numbers.

/// When a check speaks, when it does not, and in which words.
pub(super) struct Row {
    pub(super) check: &'static str,
    pub(super) speaks: &'static str,
    pub(super) content: &'static str,
    pub(super) says: &'static str,
}

/// Eight people of different trades.
pub(super) const ROOM: &str = "person Ana eng\nperson Bo eng\nperson Cy eng\nperson Di ops\nperson Ed QA\nperson Flo product\n\
    person Gus security\nperson Hal legal\n";

/// A map with one boundary.
pub(super) const MAP: &str = "flow sftp -> refund-api : file\nflow refund-api -> ledger : amount\nzone core: refund-api, ledger\n";

macro_rules! rows {
    ($($check:ident $says:literal speaks $speaks:literal content $content:literal)*) => {
        pub(super) const ROWS: &[Row] = &[$(Row {
            check: stringify!($check),
            speaks: $speaks,
            content: $content,
            says: $says,
        },)*];
    };
}

// `ROOM` and `MAP` on a line of their own stand for the lines above.
rows! {
    Q01 "4 of 6 threats came from one person. Ask the others."
        speaks "ROOM
            4x threat Swap @Ana
            2x threat Swap @Bo"
        content "ROOM
            3x threat Swap @Ana
            3x threat Swap @Bo"
    Q01 "6 of 6 threats came from one person. Ask the others."
        speaks "person Ana eng
            person Bo eng
            6x threat Swap @Ana"
        content "person Ana eng
            6x threat Swap @Ana"
    Q02 "5 of 8 threats came from 2 people. Ask the quiet ones."
        speaks "ROOM
            3x threat Swap @Ana
            2x threat Swap @Bo
            1x threat Swap @Cy
            1x threat Swap @Di
            1x threat Swap @Ed"
        content "ROOM
            3x threat Swap @Ana
            1x threat Swap @Bo
            1x threat Swap @Flo
            1x threat Swap @Cy
            1x threat Swap @Di
            1x threat Swap @Ed"
    Q03 "Not heard yet: Cy and Di. What do they see?"
        speaks "person Ana eng
            person Bo eng
            person Cy eng
            person Di ops
            threat Swap @Ana
            question Who signs? @Bo"
        content "person Ana eng
            person Bo eng
            person Cy eng
            person Di ops
            threat Swap @Ana
            threat Swap @Cy
            question Who signs? @Bo"
    Q04 "7 of 8 threats have no response, picked mitigation or action item"
        speaks "8x threat Swap
            planned T1: Sign the files"
        content "8x threat Swap
            planned T1: Sign the files
            action T2: Ask the partner"
    Q06 "4 of 6 threats are about E1 (sftp). And the rest?"
        speaks "MAP
            element web
            4x threat Swap >sftp
            2x threat Swap >web"
        content "MAP
            element web
            3x threat Swap >sftp
            3x threat Swap >web"
    Q07 "5 of 8 threats are spoofing. What else?"
        speaks "5x threat Swap #S
            3x threat Swap #T"
        content "4x threat Swap #S
            4x threat Swap #T"
    Q11 "There is no date or event on which to come back"
        speaks ""
        content "when a new partner"
    Q05 "Finding took 21 minutes, deciding 10. Which threats still want a decision?"
        speaks "3x threat Swap
            took 5 21 10"
        content "3x threat Swap
            took 5 20 10"
    Q09 "The picture took 16 minutes of 10 planned, more than what can go wrong"
        speaks "took 16 10 10"
        content "took 15 10 10"
    Q11 "The date to come back is over: 22 May 2026"
        speaks "back 2026-05-22"
        content "back 2026-05-23"
    Q12 "4 of 7 threats are only a card's words. Where would it be here?"
        speaks "4x threat Someone changes a record ~
            3x threat Swap ~!"
        content "3x threat Someone changes a record ~
            3x threat Swap"
    Q13 "There is no threat on the list"
        speaks "in Refunds"
        content "threat Swap"
    Q13 "3 threats, and not one response or action item"
        speaks "3x threat Swap"
        content "3x threat Swap
            T1 reduce"
    Q14 "One meeting, 194 days ago, and none since. What has changed?"
        speaks "closed 60
            ago 180"
        content "closed 60
            ago 166"
    Q16 "45 minutes, and no question or assumption was written down"
        speaks "closed 45"
        content "closed 44"
    Q17 "The only roles are eng and ops. Who would see it differently?"
        speaks "person Ana eng
            person Bo ops
            person Cy Eng"
        content "person Ana eng
            person Bo ops
            person Cy QA"
    Q17 "Nobody has said what their role is"
        speaks "person Ana
            person Bo
            person Cy"
        content "person Ana
            person Bo"
    Q18 "Nobody here has a security or threat-modelling role"
        speaks "person Ana eng
            person Bo ops"
        content "person Ana eng
            person Bo ops
            person Gus application security
            facilitator P3"
    Q20 "Nothing is named as out of scope"
        speaks "in Refunds"
        content "in Refunds
            out Ledger"
    Q21 "2 voices in the room. Who is missing?"
        speaks "person Ana eng
            person Bo eng
            person Cy eng
            facilitator P3"
        content "person Ana eng
            person Bo eng
            person Cy eng"
    Q21 "11 voices in the room. Split the scope?"
        speaks "ROOM
            person Ida ux
            person Jo eng
            person Kim eng"
        content "ROOM
            person Ida ux
            person Jo eng"
    Q22 "2 people here build it, and nobody speaks for the business"
        speaks "person Ana eng
            person Bo eng
            person Gus security"
        content "person Ana eng
            person Bo eng
            person Gus security engineer
            person Flo product"
    Q23 "T1 is critical and has no response"
        speaks "threat Swap !critical"
        content "threat Swap !critical
            T1 reduce"
    Q23 "2 high or critical threats have no response: T1 T3"
        speaks "threat Swap !high
            threat Swap !medium
            threat Swap !high"
        content "threat Swap !high
            threat Swap !medium
            threat Swap !high
            T1 later 2026-08-12
            T3 reduce"
    Q24 "T2 is high and got no votes, and nobody looked at it"
        speaks "threat Swap !high
            threat Swap !high
            threat Swap !low
            votes 3 0 0"
        content "threat Swap !high
            threat Swap !high
            threat Swap !low
            votes 3 0 0
            could T2: Sign the files"
    Q24 "2 high or critical threats have no votes and were not looked at: T1 T2"
        speaks "threat Swap !high
            threat Swap !critical
            votes 0 0"
        content "threat Swap !high
            threat Swap !critical"
    Q25 "5 threats have nothing in place and no open action item: T2 T3 T4 T5 T6"
        speaks "6x threat Swap
            votes 0 3 3 3 3 3"
        content "6x threat Swap
            votes 0 3 3 3 3 3
            T2 accept
            T3 accept
            T4 accept
            T5 accept
            T6 accept"
    Q25 "T1 has nothing in place and no open action item"
        speaks "threat Swap
            could T1: Sign the files"
        content "threat Swap
            could T1: Sign the files
            action M1: Ask the partner"
    Q25 "2 threats have nothing in place and no open action item: T1 T2"
        speaks "2x threat Swap"
        content "2x threat Swap
            inplace T1: Checksums
            T2 accept rare"
    Q26 "T1 has fewer than 2 mitigations to choose from"
        speaks "threat Swap
            could T1: Sign the files
            inplace T1: Checksums
            T1 reduce"
        content "threat Swap
            could T1: Sign the files
            could T1: Compare totals
            T1 reduce"
    Q27 "T1 has only one kind of control"
        speaks "threat Swap
            could T1: Sign the files #prevent
            could T1: Pin the key #prevent"
        content "threat Swap
            could T1: Sign the files #prevent
            could T1: Compare totals #detect"
    Q28 "M1 answers no threat"
        speaks "threat Swap
            could T1: Sign the files
            M1 parts T1"
        content "threat Swap
            could T1: Sign the files"
    Q29 "2 mitigations have no way to tell that they work: M1 M2"
        speaks "threat Swap
            2x planned T1: Sign the files"
        content "threat Swap
            2x planned T1: Sign the files
            M1 verify a forged file is refused
            M2 verify a forged file is refused"
    Q30 "M1 says \"improve\". How would we see it?"
        speaks "threat Swap
            could T1: Improve the checks"
        content "threat Swap
            could T1: Improve the checks
            M1 verify a forged file is refused"
    Q31 "What was built against T1 was never shown to work"
        speaks "threat Swap !high
            built T1: Signed files
            ago 17"
        content "threat Swap !high
            built T1: Signed files
            built T1: Counted files
            M2 verified
            ago 17"
    Q31 "2 high threats are answered by what was never shown to work: T1 T2"
        speaks "2x threat Swap !high
            built T1: Signed files
            built T2: Signed files
            ago 17"
        content "2x threat Swap !high
            built T1: Signed files
            built T2: Signed files
            ago 16"
    Q32 "4 of 6 rated threats are high or critical. Which come first?"
        speaks "4x threat Swap !high
            2x threat Swap !low"
        content "3x threat Swap !high
            3x threat Swap !low"
    Q34 "T1 is high and does not say what would be lost"
        speaks "threat Swap !high"
        content "threat Swap !high
            T1 loses a day of refunds"
    Q35 "S1 was never confirmed"
        speaks "assume Files are signed"
        content "assume Files are signed
            S1 yes"
    Q37 "E1 (batch) is unknown and has no question or threat"
        speaks "unknown batch"
        content "unknown batch
            question E1: What does it do?"
    Q38 "E1 (web) has threats and no owner"
        speaks "element web
            threat Swap >web"
        content "element web
            threat Swap >web
            E1 owner Payments team"
    Q38 "E2 (web) has threats and no owner"
        speaks "outside customer
            element web
            threat Swap >web
            threat Lie >customer"
        content "outside customer
            threat Lie >customer"
    Q39 "T1 names nothing of ours. Where would it happen?"
        speaks "MAP
            threat Someone gets hacked"
        content "MAP
            threat Someone swaps the Ledger's amounts"
    Q40 "T1 is long or says two things. Split it?"
        speaks "threat Insider reads the ledger and deletes the log"
        content "threat Insider reads the ledger and the log"
    Q41 "T1 is about how we work, not about the design"
        speaks "threat Changes go in without code review"
        content "threat Changes go in without review by the partner"
    Q42 "No threat is about the system as a whole"
        speaks "element web
            6x threat Swap >web"
        content "element web
            5x threat Swap >web
            threat Swap >all"
    Q42 "5 of 7 threats are about the whole system. Which parts?"
        speaks "element web
            5x threat Swap >all
            2x threat Swap >web"
        content "element web
            4x threat Swap >all
            3x threat Swap >web"
    Q43 "No threat touches F1 (sftp -> refund-api)"
        speaks "MAP
            threat Swap >ledger"
        content "MAP
            threat Swap >F1"
    Q44 "3 elements are on the map and no threat is on the list"
        speaks "MAP"
        content "MAP
            threat Swap"
    Q45 "2 open questions have no owner: Q1 Q3"
        speaks "person Ana eng
            3x question Who signs?
            Q2 owner Ana"
        content "person Ana eng
            3x question Who signs?
            Q2 owner Ana
            Q1 answer The partner
            Q3 owner Ana"
    Q46 "The wording of Q1 was never confirmed"
        speaks "question Who signs?"
        content "question Who signs?
            Q1 confirmed"
    Q47 "A1 has no owner; 2 action items have no date: A1 A2"
        speaks "person Ana eng
            2x action Ask the partner
            A2 owner Ana"
        content "person Ana eng
            2x action Ask the partner
            A2 owner Ana
            A2 due 2026-06-01
            A1 done"
    Q47 "2 action items have no owner: A1 A3; A2 has no date"
        speaks "person Ana eng
            3x action Ask the partner
            A1 due 2026-06-01
            A3 due 2026-06-01
            A2 owner Ana"
        content "action Ask the partner
            A1 done"
    Q48 "A1 has no yes from its owner"
        speaks "person Ana eng
            action Ask the partner
            A1 owner Ana"
        content "person Ana eng
            action Ask the partner
            A1 owner Ana
            A1 yes"
    Q49 "Di owns 3 of 5 action items. Who can take one?"
        speaks "ROOM
            5x action Ask
            A1 owner Di
            A2 owner Di
            A4 owner Di"
        content "ROOM
            5x action Ask
            A1 owner Di
            A2 owner Di
            A4 owner Bo"
    Q51 "Nobody is named to be told. Missing here: support and finance"
        speaks "missing support
            missing finance"
        content "missing support
            missing finance
            tell the support lead"
    Q52 "T1 was ruled out, and nothing shows that it is so"
        speaks "person Ana eng
            threat Swap
            T1 ruledout no partner by Ana"
        content "person Ana eng
            threat Swap
            T1 ruledout no partner by Ana
            T1 shown by the list of contracts"
    Q53 "The decision on T1 lacks a reason or a name"
        speaks "person Ana eng
            threat Swap
            T1 accept rare"
        content "person Ana eng
            threat Swap
            T1 accept rare by Ana"
    Q54 "2 parked fixes were not used: K1 K2"
        speaks "threat Swap
            3x park Sign the files
            K3 used T1"
        content "threat Swap
            park Sign the files
            K1 used T1"
    Q55 "T1 was put off without a date"
        speaks "threat Swap
            T1 later"
        content "threat Swap
            T1 later 2026-08-12"
    Q57 "No threat stands for what happened. Write it down, or name it"
        speaks "threat Swap
            again
            incident"
        content "threat Swap
            again
            incident
            foreseen T1"
    Q58 "Was what happened on the list? Nobody has said"
        speaks "incident
            threat Swap"
        content "incident
            threat Swap
            foreseen no"
    Q59 "1 of 3 action items is late: A1"
        speaks "3x action Ask
            A1 due 2026-05-22"
        content "3x action Ask
            A1 due 2026-05-23"
    Q61 "No element builds, deploys, watches or backs up the system"
        speaks "element web
            element api
            element ledger
            element sftp
            element bank
            element mail"
        content "element web
            element api
            element ledger
            element sftp
            element bank
            element deploy-bot"
    Q62 "Lowest confidence is 2: hear that person first"
        speaks "hands 54354243"
        content "hands 54354343"
}
