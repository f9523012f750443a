//! Sums of bytes that are kept on the disk, and so must be the same whatever compiler built the program.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// What the sums are called where they are kept.
pub(crate) const NAME: &str = "sha256";

/// A sum.
pub(crate) type Sum = [u8; 32];

/// The sum of these bytes.
pub(crate) fn of(bytes: &[u8]) -> Sum {
    Sha256::digest(bytes).into()
}

/// A sum, or the beginning of one, as it is written: two digits for each byte.
pub(crate) fn digits(sum: &[u8]) -> String {
    sum.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_what_its_name_says() {
        // From FIPS 180-4.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digits(&of(b"abc")), abc);
    }
}
