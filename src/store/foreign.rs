//! Reading a file of another format whole or not at all: what is not a plain file, too large or not text is refused
//! with a sentence that says where and what to do. What the text means is not known here.

use std::io::{self, Read};
use std::path::Path;

use super::names::{shown, why};
use super::read;
use crate::domain::text::safe;

/// Why a file was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotTaken {
    /// A sentence with the file, the place and the remedy.
    pub says: String,
    /// The line of the file at that place.
    pub line: Option<String>,
    /// The system refused, as opposed to a file that is wrong or not there.
    pub system: bool,
    /// It is in no known format, so whoever can name one may.
    pub unclaimed: bool,
}

impl NotTaken {
    /// The file is not what it should be.
    pub(crate) fn wrong(says: &str) -> Self {
        Self {
            says: safe(says),
            line: None,
            system: false,
            unclaimed: false,
        }
    }
}

/// The text of the file at `path`, at most `most` bytes of it, without a byte order mark.
///
/// # Errors
/// A [`NotTaken`] when it is not a regular file, not UTF-8 or larger than this.
pub(crate) fn read(path: &Path, most: usize) -> Result<String, NotTaken> {
    let name = shown(path);
    let bytes = read::bytes_up_to(path, most as u64).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            NotTaken::wrong(&format!("There is no file {name}. Check the name."))
        }
        io::ErrorKind::InvalidInput | io::ErrorKind::IsADirectory => NotTaken::wrong(&format!(
            "{name} is not a regular file, so it was not read. Give a file."
        )),
        io::ErrorKind::FileTooLarge => too_large(&name, most),
        _ => NotTaken {
            system: true,
            ..NotTaken::wrong(&format!("{name} could not be read: {}.", why(&error)))
        },
    })?;
    text(bytes.0, &name)
}

/// The text of a stream, such as standard input; as [`read()`].
///
/// # Errors
/// As [`read()`].
pub(crate) fn read_stream(stream: impl Read, most: usize) -> Result<String, NotTaken> {
    let name = "standard input";
    let mut bytes = Vec::new();
    let read = stream.take(most as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| NotTaken {
        system: true,
        ..NotTaken::wrong(&format!("{name} could not be read: {}.", why(&error)))
    })?;
    if bytes.len() > most {
        return Err(too_large(name, most));
    }
    text(bytes, name)
}

fn too_large(name: &str, most: usize) -> NotTaken {
    let most = most / 1_000_000;
    NotTaken::wrong(&format!(
        "{name} is larger than {most} MB, so it was not read. Split it."
    ))
}

fn text(bytes: Vec<u8>, name: &str) -> Result<String, NotTaken> {
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(b"PK\x03\x04") {
        return Err(NotTaken::wrong(&format!(
            "{name} is compressed. Unpack it and import the contents."
        )));
    }
    if is_utf16(&bytes) {
        return Err(NotTaken::wrong(&format!(
            "{name} is UTF-16. Save it as UTF-8 and import it again."
        )));
    }
    let whole = String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let valid = bytes.get(..error.utf8_error().valid_up_to());
        let (line, column) = read::place(&String::from_utf8_lossy(valid.unwrap_or_default()));
        NotTaken::wrong(&format!(
            "{name}:{line}:{column} is not UTF-8 text. Save it as UTF-8 and import it again."
        ))
    })?;
    if let Some((before, _)) = whole.split_once('\0') {
        let (line, column) = read::place(before);
        return Err(NotTaken::wrong(&format!(
            "{name}:{line}:{column} contains a NUL byte. Delete it and import the file again."
        )));
    }
    Ok(match whole.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => whole,
    })
}

/// Whether the bytes have the mark of UTF-16. Without a mark, most of every other byte of plain text is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    let mostly_zero = |from: usize| {
        let every_other = bytes.iter().skip(from).step_by(2).take(128);
        let zeros = every_other.clone().filter(|byte| **byte == 0).count();
        zeros * 2 > every_other.count()
    };
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || mostly_zero(0)
        || mostly_zero(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(bytes: &[u8], most: usize) -> String {
        read_stream(bytes, most).unwrap_err().says
    }

    #[test]
    fn a_wrong_byte_is_named_with_its_line_and_column() {
        let says = says(b"one\n\xc3\xa9\xff", 100);
        assert!(
            says.starts_with("standard input:2:2 is not UTF-8"),
            "{says}"
        );
    }

    #[test]
    fn what_is_too_large_or_utf_16_is_called_that() {
        assert!(says(&[b'a'; 11], 10).contains("larger than"));
        assert_eq!(read_stream(&[b'a'; 10][..], 10).unwrap().len(), 10);
        for bytes in [&b"\xff\xfea\0"[..], b"{\0}\0", b"\0{\0}"] {
            assert!(says(bytes, 100).contains("UTF-16"), "{bytes:?}");
        }
        assert_eq!(read_stream("\u{feff}a".as_bytes(), 100).unwrap(), "a");
    }

    #[test]
    fn a_nul_byte_is_called_that_with_its_place() {
        for (bytes, place) in [
            (&b"a\0b\nc\n"[..], "1:2"),
            (b"one\n\xc3\xa9\0\ntwo\n", "2:2"),
            (b"\0one\n", "1:1"),
        ] {
            let says = says(bytes, 100);
            let starts = format!("standard input:{place} contains a NUL byte.");
            assert!(says.starts_with(&starts), "{says}");
        }
        let utf16: Vec<u8> = "Müller, 漢字 and more\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(says(&utf16, 100).contains("UTF-16"));
    }

    #[test]
    fn what_is_compressed_is_to_be_unpacked() {
        for bytes in [&b"\x1f\x8b\x08\0"[..], b"PK\x03\x04\x14\0"] {
            let says = says(bytes, 100);
            assert!(says.contains("compressed. Unpack it"), "{says}");
        }
    }

    #[test]
    fn a_folder_and_a_missing_file_are_refused_in_words() {
        let dir = tempfile::tempdir().unwrap();
        let no = read(&dir.path().join("no.txt"), 10).unwrap_err();
        assert!(no.says.contains("There is no file") && !no.system);
        let folder = read(dir.path(), 10).unwrap_err();
        assert!(
            folder.says.contains("not a regular file"),
            "{}",
            folder.says
        );
    }
}
