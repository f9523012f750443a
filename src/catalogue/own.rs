//! Prompts of a team's own: a file as partial as one likes, laid over the bundled one. What a prompt belongs to must
//! exist, so that a misspelled step is not a prompt that no one ever sees.

use crate::domain::fold::fold;
use serde::Deserialize;

use super::boxes::BoxExample;
use super::sets::Written;
use super::sheet;
use super::sweep::SweepPrompt;
use super::{Agenda, Catalogue, CatalogueError, Example, Meaning, Rules, StepPrompt};
use crate::data::{self, Misread};

/// The longest sentence that a room can read at a glance, in characters.
const MOST: usize = 300;

/// What a user writes: of each list as much as is to be different.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    #[serde(default)]
    steps: Vec<StepPrompt>,
    #[serde(default)]
    rules: Vec<Rules>,
    #[serde(default)]
    fixes: Vec<String>,
    #[serde(default)]
    severity: Vec<Meaning>,
    #[serde(default)]
    orientation: Vec<String>,
    #[serde(default)]
    agendas: Vec<Agenda>,
    #[serde(default)]
    sweep: Vec<SweepPrompt>,
    #[serde(default)]
    sets: Vec<Written>,
    #[serde(default)]
    teaching: Vec<Example>,
    #[serde(default)]
    boxes: Vec<BoxExample>,
    #[serde(default)]
    sheets: Vec<sheet::Own>,
    #[serde(default)]
    sheet_language: Option<sheet::Language>,
}

impl Catalogue {
    /// This catalogue with a user's file: its prompts and meanings take the place of those for the same step or word,
    /// its rules and beginnings of fixes are added; an agenda of the same name is
    /// replaced, and the user's stand first, so that new sessions follow them. So is a category set of the same name.
    /// Examples from other trades replace all that come along; one for a field of the one-threat form replaces that one.
    ///
    /// # Errors
    /// Where the text is no such file, or names a step that there is not.
    pub fn with(&self, text: &str) -> Result<Self, CatalogueError> {
        let own: Own = data::read(text).map_err(refusal)?;
        let mut whole = self.clone();
        let mut lines = data::entries(text, "steps").into_iter();
        for prompt in own.steps {
            let line = lines.next().unwrap_or_default();
            check(line, &prompt.says.to_string())?;
            let same = |it: &&mut StepPrompt| it.on == prompt.on && it.step == prompt.step;
            match whole.steps.iter_mut().find(same) {
                Some(place) => *place = prompt,
                None => return Err(whole.no_step(line, &prompt)),
            }
        }
        let mut lines = data::entries(text, "rules").into_iter();
        for rules in own.rules {
            let line = lines.next().unwrap_or_default();
            let says = &rules.says;
            says.iter()
                .try_for_each(|says| check(line, &says.to_string()))?;
            whole.rules.push(rules);
        }
        let fixes = own.fixes.iter().map(|fix| fold(fix.trim()));
        whole.fixes.extend(fixes.filter(|fix| !fix.is_empty()));
        let mut lines = data::entries(text, "severity").into_iter();
        for meaning in own.severity {
            check(lines.next().unwrap_or_default(), &meaning.means)?;
            whole.severity.retain(|other| other.is != meaning.is);
            whole.severity.push(meaning);
        }
        if !own.orientation.is_empty() {
            let line = data::entries(text, "orientation").first().copied();
            let lines = own.orientation.iter();
            lines
                .into_iter()
                .try_for_each(|says| check(line.unwrap_or_default(), says))?;
            whole.orientation = own.orientation;
        }
        let mut lines = data::entries(text, "teaching").into_iter();
        for Example { trade, says } in &own.teaching {
            let line = lines.next().unwrap_or_default();
            check(line, trade)?;
            check(line, says)?;
        }
        if !own.teaching.is_empty() {
            whole.teaching = own.teaching;
        }
        let mut lines = data::entries(text, "boxes").into_iter();
        for own in own.boxes {
            let line = lines.next().unwrap_or_default();
            check(line, &own.example)?;
            whole
                .put_box(own)
                .map_err(|says| refusal(Misread::at_line(line, says)))?;
        }
        let mut lines = data::entries(text, "sheets").into_iter();
        for own in own.sheets {
            let line = lines.next().unwrap_or_default();
            whole
                .put_sheet_words(own)
                .map_err(|says| refusal(Misread::at_line(line, says)))?;
        }
        if let Some(language) = own.sheet_language {
            whole.sheet_language = language;
        }
        let mut lines = data::entries(text, "agendas").into_iter();
        for agenda in own.agendas {
            let line = lines.next().unwrap_or_default();
            agenda
                .can_be_followed()
                .map_err(|says| refusal(Misread::at_line(line, says)))?;
            // One that is new stands first, so that sessions of its kind follow it.
            whole.agendas.retain(|other| other.name != agenda.name);
            whole.agendas.insert(0, agenda);
        }
        let mut lines = data::entries(text, "sets").into_iter();
        for written in own.sets {
            let line = lines.next().unwrap_or_default();
            let (set, prompts) = written
                .checked(can_be_shown)
                .map_err(|says| refusal(Misread::at_line(line, says)))?;
            whole.put_set(set, prompts);
        }
        let mut lines = data::entries(text, "sweep").into_iter();
        for prompt in own.sweep {
            let line = lines.next().unwrap_or_default();
            check(line, prompt.says())?;
            let words = prompt.asked().words().to_owned();
            let Some(prompt) = whole.known(prompt) else {
                let says = format!("no set has a letter {words}.");
                return Err(refusal(Misread::at_line(line, says)));
            };
            // In its place, so that the letters stay in their order.
            let same = |other: &&mut SweepPrompt| other.is_for_the_same(&prompt);
            match whole.sweep.iter_mut().find(same) {
                Some(place) => *place = prompt,
                None => whole.sweep.push(prompt),
            }
        }
        Ok(whole)
    }

    fn no_step(&self, line: usize, prompt: &StepPrompt) -> CatalogueError {
        let known: Vec<String> = self
            .steps
            .iter()
            .filter(|step| step.on == prompt.on)
            .map(|step| format!("\"{}\"", step.step))
            .collect();
        let says = format!(
            "{:?} has no step \"{}\". Write {}.",
            prompt.on,
            prompt.step,
            known.join(" or ")
        );
        refusal(Misread::at_line(line, says))
    }
}

/// A sentence that can be shown.
fn check(line: usize, says: &str) -> Result<(), CatalogueError> {
    can_be_shown(says).map_err(|says| refusal(Misread::at_line(line, says)))
}

fn can_be_shown(says: &str) -> Result<(), String> {
    match says.chars().count() {
        0 => Err("this text is empty. Write a sentence, or remove the line.".to_owned()),
        long if long > MOST => Err(format!(
            "{long} characters are too many to read. Write at most {MOST}."
        )),
        _ => Ok(()),
    }
}

fn refusal(misread: Misread) -> CatalogueError {
    CatalogueError(misread.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::Stage;
    use super::*;
    use crate::domain::Scale;

    fn with(text: &str) -> Result<Catalogue, String> {
        let bundled = Catalogue::bundled().unwrap();
        bundled.with(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_partial_file_changes_what_it_names_and_nothing_else() {
        let bundled = Catalogue::bundled().unwrap();
        let own = with(
            "(
            steps: [(on: GoWrong, step: \"round\", says: \"What would hurt our patients?\")],
            rules: [(on: GoWrong, says: [\"Phones\\u{1b}[2J away.\"])],
            fixes: [\"Buy\"],
            severity: [(is: High, means: \"a patient is harmed\")],
        )",
        )
        .unwrap();
        let asks = |catalogue: &Catalogue, stage, step| {
            let says = catalogue.prompt(stage, step).map(ToString::to_string);
            says.unwrap_or_default()
        };
        assert_eq!(
            asks(&own, Stage::GoWrong, "round"),
            "What would hurt our patients?"
        );
        for step in ["scope", "map", "assumptions"] {
            let asks = |catalogue| asks(catalogue, Stage::WorkingOn, step);
            assert_eq!(asks(&own), asks(&bundled));
        }
        let rules = own.rules(Stage::GoWrong).map(ToString::to_string);
        let rules: Vec<String> = rules.collect();
        assert_eq!(rules.len(), bundled.rules(Stage::GoWrong).count() + 1);
        assert_eq!(
            rules.last().map(String::as_str),
            Some("Phones[2J away."),
            "made safe"
        );
        assert!(own.reads_like_fix("Buy a bigger disk") && own.reads_like_fix("Use mTLS"));
        let scale = Scale::standard();
        assert_eq!(own.meaning(scale, 2), "a patient is harmed");
        assert_eq!(own.meaning(scale, 0), bundled.meaning(scale, 0));
        let mut other = scale.clone();
        other.name = "ours".into();
        assert_eq!(own.meaning(&other, 2), scale.levels[2].meaning.as_str());
        assert!(with("()").is_ok(), "nothing at all is enough");
    }

    #[test]
    fn examples_of_a_teams_own_replace_all_that_come_along() {
        let own =
            with("(teaching: [(trade: \"Ferry\", says: \"The ramp opens at sea.\")])").unwrap();
        for place in [0, 1, 12] {
            let trade = own.example(place).map(|example| example.trade.as_str());
            assert_eq!(trade, Some("Ferry"));
        }
        let says = with("(teaching: [(trade: \"Ferry\",\n says: \"\")])").unwrap_err();
        assert!(says.contains("this text is empty"), "{says}");
        let kept = with("()").unwrap();
        assert_eq!(kept.example(0), Catalogue::bundled().unwrap().example(0));
    }

    #[test]
    fn an_agenda_of_a_teams_own_is_the_one_that_new_meetings_follow() {
        let own = with(
            "(
            orientation: [\"Phones away.\"],
            agendas: [(name: \"ours\", says: \"half an hour\", on: Meeting, per_threat: 5, steps: [
                (step: Scope, minutes: 5), (step: Round, minutes: 20), (step: ActionsReadBack, minutes: 5),
            ])],
            sweep: [(at: Flow, asked: Letter(Tampering), says: \"Who signs {}?\")],
        )",
        )
        .unwrap();
        let clock = own.clock(crate::catalogue::Occasion::Meeting);
        assert_eq!((clock.agenda.as_str(), clock.planned()), ("ours", 1_800));
        assert_eq!(own.orientation(), ["Phones away."]);
        assert_eq!(
            own.sweep
                .iter()
                .filter(|p| p.says() == "Who signs {}?")
                .count(),
            1
        );
        assert_eq!(own.sweep.len(), Catalogue::bundled().unwrap().sweep.len());
    }

    #[test]
    fn a_set_of_a_teams_own_is_asked_about_like_those_that_come_along() {
        let own = with(
            "(
            sets: [
                (name: \"kids\", title: \"Kids\", says: \"harm to children\", letters: [
                    (mark: \"G\", is: \"grooming\"), (mark: \"Ad\", is: \"advertising\"),
                ], prompts: [
                    (at: Process, asks: \"grooming\", says: \"Who can write to a child through {}?\"),
                    (at: Flow, asks: \"advertising\", says: \"What does {} tell an advertiser?\"),
                ]),
                (name: \"cia\", title: \"CIA, ours\", letters: [(mark: \"C\", is: \"confidentiality\")], prompts: [
                    (at: Flow, asks: \"confidentiality\", says: \"Who listens on {}?\"),
                ]),
            ],
            sweep: [(at: Flow, asked: Of(\"kids/advertising\"), says: \"Who pays to see {}?\")],
        )",
        )
        .unwrap();
        let names: Vec<&str> = own.sets().iter().map(|set| set.name.as_str()).collect();
        assert_eq!(names, ["stride", "cia", "linddun", "kids"]);
        let cia = own.set_named("cia").unwrap();
        assert_eq!((cia.title.as_str(), cia.letters.len()), ("CIA, ours", 1));
        let asks = |category: &str| -> Vec<&str> {
            let of = crate::domain::Asked::Of(category.parse().unwrap());
            let prompts = own.sweep.iter().filter(|p| *p.asked() == of);
            prompts.map(SweepPrompt::says).collect()
        };
        assert_eq!(asks("kids/advertising"), ["Who pays to see {}?"]);
        assert_eq!(asks("cia/confidentiality"), ["Who listens on {}?"]);
        assert_eq!(asks("cia/integrity"), [""; 0]);
    }

    #[test]
    fn a_set_that_cannot_be_is_refused_with_its_line() {
        let one = |set: &str| with(&format!("(\n sets: [\n  ({set}),\n ])")).unwrap_err();
        let letter = "letters: [(mark: \"A\", is: \"a\")]";
        let prompt = "(at: Flow, asks: \"a\", says: \"Is {} a?\")";
        let table = [
            (
                format!("name: \"Stride\", title: \"x\", {letter}, prompts: [{prompt}]"),
                "line 3: STRIDE is built in. Put your own questions for it under `sweep`",
            ),
            (
                format!("name: \"a/b\", title: \"x\", {letter}, prompts: [{prompt}]"),
                "line 3: the name of the set \"a/b\": it must be without /, comma and #.",
            ),
            (
                format!("name: \" \", title: \"x\", {letter}, prompts: [{prompt}]"),
                "line 3: the name of the set \"\": it must have 1 to 40 characters.",
            ),
            (
                format!("name: \"none\", title: \"x\", {letter}, prompts: [{prompt}]"),
                "line 3: the name of the set \"none\": `none` stands for no set.",
            ),
            (
                format!("name: \"x\", title: \"Stride\", {letter}, prompts: [{prompt}]"),
                "line 3: STRIDE is built in. Put your own questions for it under `sweep`",
            ),
            (
                format!("name: \"x\", title: \"\", {letter}, prompts: [{prompt}]"),
                "line 3: the set x: its title must have 1 to 40 characters.",
            ),
            (
                "name: \"x\", title: \"x\", letters: [(mark: \"A\", is: \"a/b\")], prompts: []"
                    .to_owned(),
                "line 3: the set x: the name of the letter A, \"a/b\": it must be without /, comma and #.",
            ),
            (
                "name: \"x\", title: \"x\", letters: [], prompts: []".to_owned(),
                "line 3: the set x: write 1 to 12 letters.",
            ),
            (
                format!("name: \"x\", title: \"x\", {letter}, prompts: []"),
                "line 3: the set x: nothing asks about a.",
            ),
            (
                format!(
                    "name: \"x\", title: \"x\", {letter}, prompts: [{prompt}, (at: Flow, asks: \"b\", says: \"?\")]"
                ),
                "line 3: the set x: \"b\" is not one of its letters. Write a.",
            ),
            (
                format!("name: \"x\", title: \"x\", {letter}, prompts: [{prompt}, {prompt}]"),
                "line 3: the set x: it asks about a twice at the same kind of place.",
            ),
            (
                format!(
                    "name: \"x\", title: \"x\", {letter}, prompts: [(at: Flow, asks: \"a\", says: \"\")]"
                ),
                "line 3: the set x: this text is empty.",
            ),
            (
                format!(
                    "name: \"x\", title: \"x\", letters: [(mark: \"A\", is: \"a\"), (mark: \"A\", is: \"b\")], prompts: [{prompt}]"
                ),
                "line 3: the set x: the letter A, b, is there twice.",
            ),
            (
                format!(
                    "name: \"x\", title: \"x\", letters: [(mark: \"ABC\", is: \"a\")], prompts: [{prompt}]"
                ),
                "line 3: the set x: the mark \"ABC\" must have 1 or 2 characters.",
            ),
            (
                format!(
                    "name: \"x\", title: \"x\", {letter}, prompts: [(at: Flw, asks: \"a\", says: \"?\")]"
                ),
                "line 3, column 75: `Flw` is not a valid value here.",
            ),
        ];
        for (set, begins) in table {
            let says = one(&set);
            assert!(says.starts_with(begins), "{says}");
        }
        let says =
            with("(\n sweep: [\n  (at: Flow, asked: Of(\"x/y\"), says: \"?\"),\n ])").unwrap_err();
        assert_eq!(says, "line 3: no set has a letter y.");
    }

    #[test]
    fn an_agenda_that_cannot_be_followed_is_refused_with_its_line() {
        let says = with(
            "(\n agendas: [\n  (name: \"x\", says: \"\", on: Meeting, per_threat: 4, steps: [(step: Scope, minutes: 1), (step: Scope, minutes: 1)]),\n])",
        )
        .unwrap_err();
        assert_eq!(
            says,
            "line 3: The agenda x has the step Scope twice. Remove one."
        );
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_line() {
        let long = format!(
            "(\n rules: [\n  (on: GoWrong, says: [\"{}\"]),\n])",
            "a".repeat(301)
        );
        let table = [
            (
                "(steps: [\n  (on: GoWrong, step: \"captur\", says: \"x\"),\n])",
                "line 2: GoWrong has no step \"captur\". Write ",
            ),
            (
                "(steps: [\n  (on: GoWorng, step: \"round\", says: \"x\"),\n])",
                "line 2, column 8: `GoWorng` is not a valid value here. Write ",
            ),
            (
                "(\n  step: [],\n)",
                "line 2, column 3: `step` is not a field here. Did you mean `steps`?",
            ),
            (
                "(severity: [\n  (is: Low, means: \"\"),\n])",
                "line 2: this text is empty. Write a sentence, or remove the line.",
            ),
            (
                &long,
                "line 3: 301 characters are too many to read. Write at most 300.",
            ),
        ];
        for (text, begins) in table {
            let says = with(text).unwrap_err();
            assert!(says.starts_with(begins), "{says}");
        }
    }
}
