//! Lists that answer for every index, and numbers that look random but are the same each time.

/// A list of small values: outside it stands the default, and nothing can be put there.
pub(super) trait At<T> {
    fn at(&self, index: usize) -> T;
    fn put(&mut self, index: usize, value: T);
}

impl<T: Copy + Default> At<T> for [T] {
    #[inline]
    fn at(&self, index: usize) -> T {
        self.get(index).copied().unwrap_or_default()
    }

    #[inline]
    fn put(&mut self, index: usize, value: T) {
        if let Some(place) = self.get_mut(index) {
            *place = value;
        }
    }
}

/// A count as a coordinate.
pub(super) fn int(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 4)
}

/// A coordinate as a count; none below zero.
pub(super) fn count(coordinate: i32) -> usize {
    usize::try_from(coordinate).unwrap_or(0)
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rect {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

impl Rect {
    /// The first column on the right of it.
    pub(super) fn right(self) -> i32 {
        self.x + self.w
    }

    /// The first row below it.
    pub(super) fn below(self) -> i32 {
        self.y + self.h
    }
}

/// A sequence of numbers from a seed (xorshift), so that a search finds the same thing each time.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }

    /// From 0 to below `end`; 0 when that is 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(1).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// From 0 to below 1.
    pub(super) fn unit(&mut self) -> f64 {
        let thousandths = u32::try_from(self.next() % 1_000_003).unwrap_or(0);
        f64::from(thousandths) / 1_000_003.0
    }
}
