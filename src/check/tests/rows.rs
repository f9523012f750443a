//! One row a check, roughly in the order of the table.

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
    ($($check:literal $says:literal speaks $speaks:literal content $content:literal)*) => {
        pub(super) const ROWS: &[Row] = &[$(Row {
            check: $check,
            speaks: $speaks,
            content: $content,
            says: $says,
        },)*];
    };
}

pub(super) use rows;

// `ROOM` and `MAP` on a line of their own stand for the lines above.
rows! {
    "look-again" "Look again at T1: S1 was rejected: only staff have access"
        speaks "threat File swapped
            assume T1: only staff have access
            S1 false"
        content "threat File swapped
            assume T1: only staff have access
            S1 false
            T1 holds"
    "look-again" "Look again at T1: The response accept was until 12 May 2026"
        speaks "threat File swapped
            T1 accept rare
            T1 until 2026-05-12"
        content ""
    "waiting-notes" "1 note from before the meeting waits"
        speaks "person Ana eng
            waiting Who signs? @Ana"
        content "person Ana eng
            question Who signs? @Ana"
    "waiting-notes" "3 notes from before the meeting wait"
        speaks "3x waiting Who signs?"
        content ""
    "one-voice" "4 of 6 threats came from one person. Ask the others."
        speaks "ROOM
            4x threat Swap @Ana
            2x threat Swap @Bo"
        content "ROOM
            3x threat Swap @Ana
            3x threat Swap @Bo"
    "one-voice" "6 of 6 threats came from one person. Ask the others."
        speaks "person Ana eng
            person Bo eng
            6x threat Swap @Ana"
        content "person Ana eng
            6x threat Swap @Ana"
    "two-voices" "5 of 8 threats came from 2 people. Ask the quiet ones."
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
    "quiet-people" "Nothing yet from Cy and Di. What do they see?"
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
    "threats-worked-on" "7 of 8 threats are undecided: no response, action or chosen mitigation"
        speaks "8x threat Swap
            planned T1: Sign the files"
        content "8x threat Swap
            planned T1: Sign the files
            action T2: Ask the partner"
    "one-place" "4 of 6 threats are about E1 (sftp). What about the rest?"
        speaks "MAP
            element web
            4x threat Swap >sftp
            2x threat Swap >web"
        content "MAP
            element web
            3x threat Swap >sftp
            3x threat Swap >web"
    "one-category" "5 of 8 threats are spoofing. What else?"
        speaks "5x threat Swap #S
            3x threat Swap #T"
        content "4x threat Swap #S
            4x threat Swap #T"
    "next-review" "No next review is planned"
        speaks ""
        content "when a new partner"
    "finding-time" "Finding threats took 21 minutes, deciding 10. Which still need a decision?"
        speaks "3x threat Swap
            took 5 21 10"
        content "3x threat Swap
            took 5 20 10"
    "map-time" "The map took 16 minutes (10 planned), longer than question 2"
        speaks "took 16 10 10"
        content "took 15 10 10"
    "next-review" "The review date has passed: 22 May 2026"
        speaks "back 2026-05-22"
        content "back 2026-05-23"
    "card-wording" "4 of 7 threats just repeat a card. Where would they happen here?"
        speaks "4x threat Someone changes a record ~
            3x threat Swap ~!"
        content "3x threat Someone changes a record ~
            3x threat Swap"
    "no-threats" "No threats listed yet"
        speaks "in Refunds"
        content "threat Swap"
    "only-talk" "3 threats but no response or action item"
        speaks "3x threat Swap"
        content "3x threat Swap
            T1 reduce"
    "follow-up" "No follow-up for 194 days. What has changed?"
        speaks "closed 60
            ago 180"
        content "closed 60
            ago 166"
    "dialogue" "45 minutes without a question or assumption"
        speaks "closed 45"
        content "closed 44"
    "few-roles" "The only roles are eng and ops. Who would see it differently?"
        speaks "person Ana eng
            person Bo ops
            person Cy Eng"
        content "person Ana eng
            person Bo ops
            person Cy QA"
    "few-roles" "No one has given a role"
        speaks "person Ana
            person Bo
            person Cy"
        content "person Ana
            person Bo"
    "security-role" "No one here has a security or threat-modeling role"
        speaks "person Ana eng
            person Bo ops"
        content "person Ana eng
            person Bo ops
            person Gus application security
            facilitator P3"
    "scope" "Nothing is out of scope yet"
        speaks "in Refunds"
        content "in Refunds
            out Ledger"
    "group-size" "2 people here besides the facilitator. Who is missing?"
        speaks "person Ana eng
            person Bo eng
            person Cy eng
            facilitator P3"
        content "person Ana eng
            person Bo eng
            person Cy eng"
    "group-size" "11 people here. Split the scope?"
        speaks "ROOM
            person Ida ux
            person Jo eng
            person Kim eng"
        content "ROOM
            person Ida ux
            person Jo eng"
    "missing-builders" "Only 2 people here build the system, and no one represents the business"
        speaks "person Ana eng
            person Bo eng
            person Gus security"
        content "person Ana eng
            person Bo eng
            person Gus security engineer
            person Flo product"
    "high-threat-response" "T1 is critical and has no response"
        speaks "threat Swap !critical"
        content "threat Swap !critical
            T1 reduce"
    "high-threat-response" "2 high or critical threats have no response: T1 and T3"
        speaks "threat Swap !high
            threat Swap !medium
            threat Swap !high"
        content "threat Swap !high
            threat Swap !medium
            threat Swap !high
            T1 later 2026-08-12
            T3 reduce"
    "high-threat-vote" "T2 is high and got no votes and was not reviewed"
        speaks "threat Swap !high
            threat Swap !high
            threat Swap !low
            votes 3 0 0"
        content "threat Swap !high
            threat Swap !high
            threat Swap !low
            votes 3 0 0
            could T2: Sign the files"
    "high-threat-vote" "2 high or critical threats got no votes and were not reviewed: T1 and T2"
        speaks "threat Swap !high
            threat Swap !critical
            votes 0 0"
        content "threat Swap !high
            threat Swap !critical"
    "threat-work" "5 threats have no mitigation in place or open action: T2, T3, T4, T5 and T6"
        speaks "6x threat Swap
            votes 0 3 3 3 3 3"
        content "6x threat Swap
            votes 0 3 3 3 3 3
            T2 accept
            T3 accept
            T4 accept
            T5 accept
            T6 accept"
    "threat-work" "T1 has no mitigation in place or open action"
        speaks "threat Swap
            could T1: Sign the files"
        content "threat Swap
            could T1: Sign the files
            action M1: Ask the partner"
    "threat-work" "2 threats have no mitigation in place or open action: T1 and T2"
        speaks "2x threat Swap"
        content "2x threat Swap
            inplace T1: Checksums
            T2 accept rare"
    "mitigation-options" "T1 has fewer than 2 mitigations to choose from"
        speaks "threat Swap
            could T1: Sign the files
            inplace T1: Checksums
            T1 reduce"
        content "threat Swap
            could T1: Sign the files
            could T1: Compare totals
            T1 reduce"
    "control-kinds" "T1 has only one kind of control"
        speaks "threat Swap
            could T1: Sign the files #prevent
            could T1: Pin the key #prevent"
        content "threat Swap
            could T1: Sign the files #prevent
            could T1: Compare totals #detect"
    "mitigation-threat" "M1 is not linked to a threat"
        speaks "threat Swap
            could T1: Sign the files
            M1 parts T1"
        content "threat Swap
            could T1: Sign the files"
    "mitigation-verification" "2 mitigations have no verification: M1 and M2"
        speaks "threat Swap
            2x planned T1: Sign the files"
        content "threat Swap
            2x planned T1: Sign the files
            M1 verify a forged file is refused
            M2 verify a forged file is refused"
    "mitigation-verification" "M1 has no verification"
        speaks "threat Swap
            built T1: Sign the files"
        content "threat Swap
            2x built T1: Sign the files
            M1 passed
            M2 failed"
    "vague-mitigation" "M1 says \"improve\": too vague to check"
        speaks "threat Swap
            could T1: Improve the checks"
        content "threat Swap
            could T1: Improve the checks
            M1 verify a forged file is refused"
    "built-verified" "The mitigation built for T1 was never verified"
        speaks "threat Swap !high
            built T1: Signed files
            ago 17"
        content "threat Swap !high
            built T1: Signed files
            built T1: Counted files
            M2 verified
            ago 17"
    "built-verified" "The mitigation built for T1 was never verified"
        speaks "threat Swap !high
            built T1: Signed files
            built T1: Counted files
            M2 failed
            ago 17"
        content "threat Swap !high
            built T1: Signed files
            M1 passed
            ago 17"
    "built-verified" "2 high threats rely on mitigations that were never verified: T1 and T2"
        speaks "2x threat Swap !high
            built T1: Signed files
            built T2: Signed files
            ago 17"
        content "2x threat Swap !high
            built T1: Signed files
            built T2: Signed files
            ago 16"
    "all-high" "4 of 6 rated threats are high or critical. Which come first?"
        speaks "4x threat Swap !high
            2x threat Swap !low"
        content "3x threat Swap !high
            3x threat Swap !low"
    "business-impact" "T1 is high and has no business impact stated"
        speaks "threat Swap !high"
        content "threat Swap !high
            T1 loses a day of refunds"
    "assumption-confirmed" "S1 was never confirmed"
        speaks "assume Files are signed"
        content "assume Files are signed
            S1 yes"
    "unknown-element" "E1 (batch) is unknown and has no question or threat"
        speaks "unknown batch"
        content "unknown batch
            question E1: What does it do?"
    "element-owner" "E1 (web) has threats and no owner"
        speaks "element web
            threat Swap >web"
        content "element web
            threat Swap >web
            E1 owner Payments team"
    "unknown-element" "E1 (batch) is unknown and has no question or threat"
        speaks "unknown batch"
        content "unknown batch
            E1 skipped Run by the bank"
    "element-owner" "E1 (web) has threats and no owner"
        speaks "element web
            threat Swap >web"
        content "element web
            threat Swap >web
            E1 skipped Run by the bank"
    "element-owner" "E2 (web) has threats and no owner"
        speaks "outside customer
            element web
            threat Swap >web
            threat Lie >customer"
        content "outside customer
            threat Lie >customer"
    "generic-threat" "T1 does not name any element of our system"
        speaks "MAP
            threat Someone gets hacked"
        content "MAP
            threat Someone swaps the Ledger's amounts"
    "long-threat" "T1 is long or says two things. Split it?"
        speaks "threat Insider reads the ledger and deletes the log"
        content "threat Insider reads the ledger and the log"
    "habits" "T1 is about how we work, not about the design"
        speaks "threat Changes go in without code review"
        content "threat Changes go in without review by the partner"
    "parts-and-whole" "No threat is about the system as a whole"
        speaks "element web
            6x threat Swap >web"
        content "element web
            5x threat Swap >web
            threat Swap >all"
    "parts-and-whole" "5 of 7 threats are about the whole system. Which parts?"
        speaks "element web
            5x threat Swap >all
            2x threat Swap >web"
        content "element web
            4x threat Swap >all
            3x threat Swap >web"
    "boundary-flow" "No threat on F1 (sftp -> refund-api) or its ends"
        speaks "MAP
            threat Swap >ledger"
        content "MAP
            threat Swap >F1"
    "sweep-left" "STRIDE: 7 of 8 not looked at: E1"
        speaks "element web
            looked E1 spoofing"
        content "looked all whole
            looked all accidents"
    "map-without-threats" "3 elements are on the map and no threat is listed"
        speaks "MAP"
        content "MAP
            threat Swap"
    "question-owner" "2 open questions have no owner: Q1 and Q3"
        speaks "person Ana eng
            3x question Who signs?
            Q2 owner Ana"
        content "person Ana eng
            3x question Who signs?
            Q2 owner Ana
            Q1 answer The partner
            Q3 owner Ana"
    "question-wording" "The wording of Q1 was never confirmed"
        speaks "question Who signs?"
        content "question Who signs?
            Q1 confirmed"
    "action-owner-date" "A1 has no owner; 2 action items have no date: A1 and A2"
        speaks "person Ana eng
            2x action Ask the partner
            A2 owner Ana"
        content "person Ana eng
            2x action Ask the partner
            A2 owner Ana
            A2 due 2026-06-01
            A1 done"
    "action-owner-date" "2 action items have no owner: A1 and A3; A2 has no date"
        speaks "person Ana eng
            3x action Ask the partner
            A1 due 2026-06-01
            A3 due 2026-06-01
            A2 owner Ana"
        content "action Ask the partner
            A1 done"
    "action-agreed" "A1 is not agreed by its owner"
        speaks "person Ana eng
            action Ask the partner
            A1 owner Ana"
        content "person Ana eng
            action Ask the partner
            A1 owner Ana
            A1 yes"
    "one-owner" "Di owns 3 of 5 open action items. Who can take some over?"
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
    "missing-roles" "Missing, and no one is to inform them: support and finance"
        speaks "missing support
            missing finance"
        content "missing support
            missing finance
            tell the support lead
            action Tell finance about it"
    "parked-fix" "2 parked fixes were not used: K1 and K2"
        speaks "threat Swap
            3x park Sign the files
            K3 used T1"
        content "threat Swap
            park Sign the files
            K1 used T1"
    "deferral-date" "T1 was deferred without a date"
        speaks "threat Swap
            T1 later"
        content "threat Swap
            T1 later 2026-08-12"
    "incident-threat" "No threat covers the incident. Add one, or say which it was"
        speaks "threat Swap
            again
            incident"
        content "threat Swap
            again
            incident
            foreseen T1"
    "incident-foreseen" "Was the incident on the list? Not answered yet"
        speaks "incident
            threat Swap"
        content "incident
            threat Swap
            foreseen no"
    "late-actions" "1 of 3 action items is late: A1"
        speaks "3x action Ask
            A1 due 2026-05-22"
        content "3x action Ask
            A1 due 2026-05-23"
    "operations" "No element builds, deploys, monitors or backs up the system"
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
}
