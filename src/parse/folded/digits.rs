//! Numbers and bytes as digits of base 62, and how answers are folded.

use miniz_oxide::deflate::compress_to_vec;

use super::{HEAD, LONGEST_LINE};
use crate::domain::{DIGITS, SheetId};

/// How many bytes become one block of digits.
const BLOCK: usize = 8;

/// How many digits blocks of 0 to 8 bytes have.
const WIDTHS: [usize; BLOCK + 1] = [0, 2, 3, 5, 6, 7, 9, 10, 11];

/// The characters of a line around its body.
const FRAME: usize = 20;

/// The best that deflate does.
const BEST: u8 = 9;

/// What a digit is worth.
fn value(digit: u8) -> Option<u64> {
    let place = DIGITS.iter().position(|known| *known == digit)?;
    u64::try_from(place).ok()
}

/// The number that digits of base 62 write; `None` for anything else, and for what no 64 bits hold.
pub(super) fn number(digits: &str) -> Option<u64> {
    digits.bytes().try_fold(0_u64, |sum, digit| {
        sum.checked_mul(62)?.checked_add(value(digit)?)
    })
}

/// A number in so many digits of base 62; what does not fit is cut off in front.
fn written(mut number: u64, width: usize) -> String {
    let mut digits = Vec::with_capacity(width);
    for _ in 0..width {
        let digit = usize::try_from(number % 62).unwrap_or_default();
        digits.push(DIGITS.get(digit).copied().map_or('0', char::from));
        number /= 62;
    }
    digits.iter().rev().collect()
}

/// The sum over some bytes, as far as so many digits hold it.
pub(super) fn sum(bytes: &[u8], width: u32) -> u32 {
    crc32fast::hash(bytes) % 62_u32.pow(width)
}

/// A short sign for a text, the same for the same text.
pub fn sign(text: &str) -> String {
    written(crc32fast::hash(text.as_bytes()).into(), 6)
}

/// Bytes as digits.
fn spelled(bytes: &[u8]) -> String {
    let blocks = bytes.chunks(BLOCK).map(|block| {
        let number = block
            .iter()
            .fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        written(number, WIDTHS.get(block.len()).copied().unwrap_or_default())
    });
    blocks.collect()
}

/// Digits as the bytes that they spell; `None` where no bytes are spelled like that.
pub(super) fn unspelled(mut digits: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let whole = WIDTHS.last().copied().unwrap_or_default();
    while !digits.is_empty() {
        let width = whole.min(digits.len());
        let count = WIDTHS.iter().position(|known| *known == width)?;
        let (block, rest) = digits.split_at_checked(width)?;
        let number = number(block)?.to_be_bytes();
        let (zeros, block) = number.split_at_checked(BLOCK - count)?;
        if zeros.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(block);
        digits = rest;
    }
    Some(bytes)
}

/// How many bytes fit into one line.
fn bytes_per_line() -> usize {
    (LONGEST_LINE - FRAME) / WIDTHS.last().copied().unwrap_or(1) * BLOCK
}

/// Folds a payload into lines, as the page does: deflated where that is shorter.
pub fn fold(sheet: SheetId, who: u32, rev: u32, payload: &str) -> Vec<String> {
    let deflated = compress_to_vec(payload.as_bytes(), BEST);
    let (kind, bytes) = if deflated.len() < payload.len() {
        ('z', deflated.as_slice())
    } else {
        ('p', payload.as_bytes())
    };
    let parts: Vec<&[u8]> = match bytes {
        [] => vec![bytes],
        bytes => bytes.chunks(bytes_per_line()).collect(),
    };
    let tag = written(sum(payload.as_bytes(), 3).into(), 3);
    let (who, rev) = (written(who.into(), 2), written(rev.into(), 1));
    let count = |n: usize, width| written(u64::try_from(n).unwrap_or_default(), width);
    let of = count(parts.len(), 1);
    let lines = parts.iter().enumerate().map(|(place, part)| {
        let (body, number) = (spelled(part), count(place + 1, 1));
        let length = count(body.len(), 2);
        let line = format!("{HEAD}{sheet}{who}{rev}{tag}{kind}{number}{of}{length}{body}");
        let check = written(sum(line.as_bytes(), 2).into(), 2);
        format!("{line}{check}")
    });
    lines.collect()
}
