//! Reading a session file whole or not at all: what is not a plain file, too large, not text, or half merged is refused
//! with a sentence that says where and what to do.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::domain::text::safe;
use crate::store::names::{shown, why};
use crate::store::stamp::Stamp;

/// The largest file that is read, in bytes (16 MiB, promise Q1).
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// A file as it was read, with the stamp to notice later changes by.
#[derive(Clone, Debug)]
pub struct Loaded {
    whole: String,
    /// What the file looked like when it was read.
    pub stamp: Stamp,
}

impl Loaded {
    /// The text without a byte order mark, which RON does not know.
    pub fn text(&self) -> &str {
        self.whole.strip_prefix('\u{feff}').unwrap_or(&self.whole)
    }

    /// The bytes exactly as they were on disk, to be kept as the former version.
    pub fn into_bytes(self) -> Vec<u8> {
        self.whole.into_bytes()
    }
}

/// Why a file could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// There is no file at this path.
    Missing(PathBuf),
    /// A folder, pipe, device or socket.
    NotAFile(PathBuf),
    /// More than [`MAX_BYTES`].
    TooLarge(PathBuf),
    /// Not UTF-8. Line and column (in characters) count from 1.
    NotText {
        /// The file.
        path: PathBuf,
        /// The line of the first wrong byte.
        line: usize,
        /// Its column.
        column: usize,
        /// Whether the file looks like UTF-16, which some Windows editors write.
        utf16: bool,
    },
    /// A line starts like a conflict that git left behind. Lines count from 1.
    ConflictMarkers {
        /// The file.
        path: PathBuf,
        /// The line of the first marker.
        line: usize,
    },
    /// The system refused.
    Io(PathBuf, io::Error),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Missing(path) => {
                format!("There is no file {}. Check the name.", shown(path))
            }
            Self::NotAFile(path) => format!(
                "{} is not a regular file, so it was not opened. Give a session file.",
                shown(path)
            ),
            Self::TooLarge(path) => format!(
                "{} is larger than 16 MiB, so it was not opened. Give a session file.",
                shown(path)
            ),
            Self::NotText {
                path, utf16: true, ..
            } => {
                format!(
                    "{} is UTF-16. Save it as UTF-8 and open it again.",
                    shown(path)
                )
            }
            Self::NotText {
                path, line, column, ..
            } => format!(
                "{}:{line}:{column} is not UTF-8 text. Save it as UTF-8 and open it again.",
                shown(path)
            ),
            Self::ConflictMarkers { path, line } => format!(
                "{}:{line} contains a merge conflict. Resolve it in an editor and open it again.",
                shown(path)
            ),
            Self::Io(path, error) => {
                format!("{} could not be read: {}.", shown(path), why(error))
            }
        };
        f.write_str(&safe(&words))
    }
}

impl std::error::Error for ReadError {}

/// Reads the file at `path`, following links.
///
/// # Errors
/// A [`ReadError`] when it is not a plain file of at most [`MAX_BYTES`] of UTF-8 without merge conflicts.
pub fn read(path: &Path) -> Result<Loaded, ReadError> {
    let (bytes, stamp) = bytes(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing(path.into()),
        io::ErrorKind::InvalidInput | io::ErrorKind::IsADirectory => {
            ReadError::NotAFile(path.into())
        }
        io::ErrorKind::FileTooLarge => ReadError::TooLarge(path.into()),
        _ => ReadError::Io(path.into(), error),
    })?;
    let whole = String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let valid = bytes
            .get(..error.utf8_error().valid_up_to())
            .unwrap_or_default();
        let (line, column) = place(&String::from_utf8_lossy(valid));
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        ReadError::NotText {
            path: path.into(),
            line,
            column,
            utf16,
        }
    })?;
    let loaded = Loaded { whole, stamp };
    match conflict(loaded.text()) {
        Some(line) => Err(ReadError::ConflictMarkers {
            path: path.into(),
            line,
        }),
        None => Ok(loaded),
    }
}

/// The whole content of a plain file and its stamp. Refused before reading: what is not a plain file (`InvalidInput`)
/// and what is over the cap (`FileTooLarge`). The stamp is taken before the content, so that a change made while
/// reading is noticed later.
pub(crate) fn bytes(path: &Path) -> io::Result<(Vec<u8>, Stamp)> {
    bytes_up_to(path, MAX_BYTES)
}

/// As [`bytes`], with a cap of its own.
pub(crate) fn bytes_up_to(path: &Path, most: u64) -> io::Result<(Vec<u8>, Stamp)> {
    // Asked before opening: opening a pipe waits for a writer, opening a device may do anything.
    refuse_special(&fs::metadata(path)?, most)?;
    let file = open(path)?;
    // Asked again of what was opened, as the path may lead elsewhere by now.
    let metadata = file.metadata()?;
    refuse_special(&metadata, most)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let stamp = Stamp::new(&metadata, &bytes);
    Ok((bytes, stamp))
}

/// The first bytes of a plain file, as far as they are text.
pub(super) fn head(path: &Path, most: u64) -> io::Result<String> {
    refuse_special(&fs::metadata(path)?, MAX_BYTES)?;
    let file = open(path)?;
    refuse_special(&file.metadata()?, MAX_BYTES)?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn refuse_special(metadata: &fs::Metadata, most: u64) -> io::Result<()> {
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if metadata.len() > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(())
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;
    // Without waiting, in case a pipe took the file's place since we looked.
    OpenOptions::new()
        .read(true)
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
        .open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// Line and column, from 1, of what follows `before`.
pub(super) fn place(before: &str) -> (usize, usize) {
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() + 1)
}

/// The first line, from 1, that starts as git marks a conflict. Our own lines never do: texts are written on the line
/// of their field.
fn conflict(text: &str) -> Option<usize> {
    text.lines()
        .position(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> "))
        .map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
        use std::io::Write;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .unwrap()
            .write_all(content)
            .unwrap();
        (dir, path)
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_text_but_of_the_former_bytes() {
        let (_dir, path) = file("\u{feff}(a: 1)\r\n".as_bytes());
        let loaded = read(&path).unwrap();
        assert_eq!(loaded.text(), "(a: 1)\r\n");
        assert_eq!(loaded.into_bytes(), "\u{feff}(a: 1)\r\n".as_bytes());
    }

    #[test]
    fn a_wrong_byte_is_named_with_its_line_and_column() {
        let (_dir, path) = file(b"(\n  a: \"\xc3\xa9\xff\"\n)");
        let error = read(&path).unwrap_err().to_string();
        assert!(error.contains("a.ron:2:8 is not UTF-8"), "{error}");
    }

    #[test]
    fn a_file_from_notepad_in_utf_16_is_called_that() {
        let (_dir, path) = file(b"\xff\xfe(\0)\0");
        assert!(read(&path).unwrap_err().to_string().contains("UTF-16"));
    }

    #[test]
    fn a_merge_conflict_is_named_with_its_line() {
        let (_dir, path) = file(b"(\n<<<<<<< HEAD\na: 1,\n=======\na: 2,\n>>>>>>> other\n)");
        let error = read(&path).unwrap_err().to_string();
        assert!(
            error.contains("a.ron:2 contains a merge conflict"),
            "{error}"
        );
    }

    #[test]
    fn sixteen_mebibytes_are_read_and_one_byte_more_is_refused() {
        let (_dir, path) = file(&vec![b' '; MAX_BYTES as usize]);
        assert_eq!(read(&path).unwrap().text().len() as u64, MAX_BYTES);
        let (_dir, path) = file(&vec![b' '; MAX_BYTES as usize + 1]);
        assert!(matches!(read(&path), Err(ReadError::TooLarge(_))));
    }

    #[test]
    fn a_missing_file_and_a_folder_are_refused_in_words() {
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(
            read(&dir.path().join("no.ron")),
            Err(ReadError::Missing(_))
        ));
        assert!(matches!(read(dir.path()), Err(ReadError::NotAFile(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_or_a_device_is_refused_without_waiting() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        let kind = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, kind, rustix::fs::Mode::RUSR, 0).unwrap();
        assert!(matches!(read(&pipe), Err(ReadError::NotAFile(_))));
        assert!(matches!(
            read(Path::new("/dev/zero")),
            Err(ReadError::NotAFile(_))
        ));
    }

    #[test]
    fn a_message_carries_no_escape_sequence_of_a_hostile_name() {
        let error = read(Path::new("/nowhere/\x1b]52;c;x\x07.ron"))
            .unwrap_err()
            .to_string();
        assert!(
            !error.contains('\x1b') && error.contains("52;c;x"),
            "{error}"
        );
    }
}
