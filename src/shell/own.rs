//! The program's data with what the user gave: what can be used of it is, and what cannot is said. A mistake in a file
//! never stops a meeting.

use std::sync::Arc;

use crate::catalogue::{Catalogue, Pack, Trackers};
use crate::check::Thresholds;
use crate::domain::{Category, Text};
use crate::import::transcript::How;
use crate::keys::KeyMap;
use crate::risk::Scales;
use crate::store::own::{self, OwnFile};

/// Everything that is data, and what of the user's could not be used, a sentence each.
pub(super) struct Data {
    pub(super) keys: KeyMap,
    pub(super) catalogue: Catalogue,
    pub(super) thresholds: Thresholds,
    pub(super) scales: Scales,
    pub(super) wrong: Vec<Wrong>,
    /// What is worth a word about what is used, a sentence each.
    advice: Vec<String>,
}

/// A file of the user's that is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// `keys.ron`
    pub(crate) file: String,
    /// What is used instead, the place, and what was expected there.
    pub(crate) says: String,
}

impl Data {
    /// The bundled data with the user's; with the keys that read aloud if the program is `spoken`.
    ///
    /// # Errors
    /// Never for a released program: tests prove the bundled files.
    pub(super) fn load(spoken: bool) -> Result<Self, String> {
        let mut wrong = Vec::new();
        let bundled = if spoken {
            KeyMap::spoken()
        } else {
            KeyMap::bundled()
        };
        let bundled = bundled.map_err(|error| error.to_string())?;
        let keys = with(bundled, "keys.ron", "keys", &mut wrong, KeyMap::rebound);
        let mut catalogue = catalogue(&mut wrong)?;
        add_packs(&mut catalogue, &mut wrong);
        catalogue.trackers = Arc::new(trackers(&mut wrong));
        let thresholds = thresholds(&mut wrong);
        let scales = scales(&mut wrong);
        Ok(Self {
            keys,
            catalogue,
            thresholds,
            advice: scales.advice(),
            scales,
            wrong,
        })
    }

    /// What is printed after the program has ended.
    pub(super) fn said(&self) -> Vec<String> {
        let wrong = self.wrong.iter().map(|wrong| &wrong.says);
        wrong.chain(&self.advice).cloned().collect()
    }

    /// What the status line says of the files that are not used, or else of those that are.
    pub(super) fn warning(&self) -> Option<String> {
        match self.wrong.as_slice() {
            [] => match self.advice.as_slice() {
                [] => None,
                [only] => Some(only.clone()),
                many => Some(format!(
                    "scales.ron: {} cells to look at. Details are printed when you quit.",
                    many.len()
                )),
            },
            [only] => Some(only.says.clone()),
            many => {
                let files: Vec<&str> = many.iter().map(|wrong| wrong.file.as_str()).collect();
                let files = files.join(", ");
                Some(format!(
                    "Not used: {files}. Details are printed when you quit."
                ))
            }
        }
    }
}

fn catalogue(wrong: &mut Vec<Wrong>) -> Result<Catalogue, String> {
    let bundled = Catalogue::bundled().map_err(|error| error.to_string())?;
    let read = Catalogue::with;
    Ok(with(bundled, "prompts.ron", "prompts", wrong, read))
}

/// Adds the user's packs. Two files of one name would make the pack depend on the order of a folder.
fn add_packs(catalogue: &mut Catalogue, wrong: &mut Vec<Wrong>) {
    let mut files: Vec<(Text, String)> = Vec::new();
    for own in own::packs() {
        let pack = taken(&own, |text| {
            let pack = Pack::read(text).map_err(|misread| misread.to_string())?;
            match files.iter().find(|(name, _)| *name == pack.name) {
                Some((name, first)) => Err(format!(
                    "{first} is also a pack with the name {name}. Rename one."
                )),
                None => Ok(pack),
            }
        });
        match pack {
            Ok(pack) => {
                files.push((pack.name.clone(), own.name));
                catalogue.add_pack(pack);
            }
            Err(says) => wrong.push(Wrong {
                says: format!("A pack was not used; {says}"),
                file: own.name,
            }),
        }
    }
}

fn thresholds(wrong: &mut Vec<Wrong>) -> Thresholds {
    let (bundled, read) = (Thresholds::bundled(), Thresholds::with);
    with(bundled, "thresholds.ron", "thresholds", wrong, read)
}

/// The thresholds and category sets by which the command line checks, and a sentence for each of the user's files of words and numbers
/// that is not used.
///
/// # Errors
/// As [`Data::load`].
pub(crate) fn for_checks() -> Result<(Thresholds, Catalogue, Vec<String>), String> {
    let mut wrong = Vec::new();
    let thresholds = thresholds(&mut wrong);
    let catalogue = catalogue(&mut wrong)?;
    let said = wrong.into_iter().map(|wrong| wrong.says);
    Ok((thresholds, catalogue, said.collect()))
}

/// The categories that the command line can name, and a sentence for the user's file if it is not used.
///
/// # Errors
/// As [`Data::load`].
pub(crate) fn categories() -> Result<(Arc<[Category]>, Vec<String>), String> {
    let mut wrong = Vec::new();
    let categories = catalogue(&mut wrong)?.categories();
    Ok((categories, wrong.into_iter().map(|it| it.says).collect()))
}

fn scales(wrong: &mut Vec<Wrong>) -> Scales {
    let (bundled, read) = (Scales::bundled(), Scales::with);
    with(bundled, "scales.ron", "scales", wrong, read)
}

/// The numbers that the command line's figures of risk are made with, and a sentence for the user's file if it is not
/// used, or for what is worth a word about it.
pub(crate) fn for_risk() -> (Scales, Vec<String>) {
    let mut wrong = Vec::new();
    let scales = scales(&mut wrong);
    let said = wrong.into_iter().map(|wrong| wrong.says);
    let said = said.chain(scales.advice()).collect();
    (scales, said)
}

fn trackers(wrong: &mut Vec<Wrong>) -> Trackers {
    let (bundled, read) = (Trackers::bundled(), Trackers::with);
    with(bundled, "trackers.ron", "trackers", wrong, read)
}

/// The prompts and category sets by which the command line sweeps, and a sentence for the user's file if it is not used.
///
/// # Errors
/// As [`Data::load`].
pub(crate) fn for_sweeps() -> Result<(Catalogue, Vec<String>), String> {
    let mut wrong = Vec::new();
    let catalogue = catalogue(&mut wrong)?;
    let said = wrong.into_iter().map(|wrong| wrong.says);
    Ok((catalogue, said.collect()))
}

/// What the command line's exports call things elsewhere, the thresholds that they go by, and a sentence for each of the
/// user's files that is not used.
pub(crate) fn for_exports() -> (Trackers, Thresholds, Vec<String>) {
    let mut wrong = Vec::new();
    let trackers = trackers(&mut wrong);
    let thresholds = thresholds(&mut wrong);
    (
        trackers,
        thresholds,
        wrong.into_iter().map(|wrong| wrong.says).collect(),
    )
}

/// How transcripts are read, and the user's file if it is not used.
pub(super) fn for_transcripts() -> (How, Vec<Wrong>) {
    let mut wrong = Vec::new();
    let (bundled, read) = (How::bundled(), How::with);
    let how = with(bundled, "transcripts.ron", "words", &mut wrong, read);
    (how, wrong)
}

/// Bundled data with what the user's file says, or as they are.
fn with<T, E: ToString>(
    bundled: T,
    file: &str,
    what: &str,
    wrong: &mut Vec<Wrong>,
    read: impl FnOnce(&T, &str) -> Result<T, E>,
) -> T {
    let Some(own) = own::file(file) else {
        return bundled;
    };
    match taken(&own, |text| read(&bundled, text)) {
        Ok(data) => data,
        Err(says) => {
            wrong.push(Wrong {
                file: own.name,
                says: format!("The bundled {what} are used; {says}"),
            });
            bundled
        }
    }
}

/// What a file holds, or its name and what is wrong with it.
fn taken<T, E: ToString>(
    own: &OwnFile,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, String> {
    let text = own.text.as_ref().map_err(Clone::clone)?;
    read(text).map_err(|error| {
        let says = error.to_string();
        let joint = if says.starts_with("line") { "," } else { ":" };
        format!("{}{joint} {says}", own.name)
    })
}
