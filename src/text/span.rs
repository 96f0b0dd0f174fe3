//! Decides what a stretch is: half-open, `start <= end`, in one of three coordinate systems.
//!
//! The three types are made by one macro and are deliberately not one generic type: a raw offset handed to something that
//! slices text must not compile.

use std::fmt;
use std::ops::Range;

macro_rules! span_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name {
            start: u32,
            end: u32,
        }

        impl $name {
            /// Makes a span.
            ///
            /// # Panics
            /// If `end < start`; the message holds both numbers.
            #[must_use]
            pub fn new(start: u32, end: u32) -> Self {
                assert!(start <= end, concat!(stringify!($name), " ends before it starts: {}..{}"), start, end);
                Self { start, end }
            }

            /// Makes a span from numbers that come from outside, or `None` if `end < start`.
            #[must_use]
            pub fn try_new(start: u32, end: u32) -> Option<Self> {
                (start <= end).then_some(Self { start, end })
            }

            /// Makes a span from `usize` offsets.
            ///
            /// # Panics
            /// If `end < start`, or if an offset does not fit into 32 bits (inputs above 4 GiB are refused when they are read).
            #[must_use]
            pub fn of(range: Range<usize>) -> Self {
                let narrow = |n: usize| u32::try_from(n).expect("records above 4 GiB are refused when they are read");
                Self::new(narrow(range.start), narrow(range.end))
            }

            /// Where the span begins.
            #[must_use]
            pub fn start(self) -> usize {
                self.start as usize
            }

            /// Where the span ends (exclusive).
            #[must_use]
            pub fn end(self) -> usize {
                self.end as usize
            }

            /// The number of units (bytes or characters) in the span.
            #[must_use]
            pub fn len(self) -> usize {
                (self.end - self.start) as usize
            }

            /// Whether nothing lies in the span.
            #[must_use]
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether the two spans share at least one unit.
            #[must_use]
            pub fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// Whether `other` lies wholly within this span.
            #[must_use]
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the unit at `offset` lies in the span.
            #[must_use]
            pub fn holds(self, offset: usize) -> bool {
                self.start() <= offset && offset < self.end()
            }

            /// The smallest span that holds both.
            #[must_use]
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// The span as a range, for slicing.
            #[must_use]
            pub fn range(self) -> Range<usize> {
                self.start()..self.end()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}-{}", self.start, self.end)
            }
        }
    };
}

span_type! {
    /// Bytes of the raw record, as it was scraped.
    RawSpan
}
span_type! {
    /// Bytes of a UTF-8 text that the program made (the decoded source, or the published text).
    ByteSpan
}
span_type! {
    /// Characters (Unicode code points) of the published text: what Python's `text[start:end]` slices.
    CharSpan
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(start: u32, end: u32) -> CharSpan {
        CharSpan::new(start, end)
    }

    #[test]
    fn relations() {
        assert!(s(2, 5).overlaps(s(4, 9)));
        assert!(!s(2, 5).overlaps(s(5, 9)));
        assert!(s(2, 5).contains(s(2, 5)));
        assert!(!s(2, 5).contains(s(1, 3)));
        assert_eq!(s(2, 5).cover(s(7, 9)), s(2, 9));
        assert_eq!(CharSpan::try_new(3, 2), None);
        assert_eq!(format!("{:?} {}", s(12, 19), s(12, 19)), "12..19 12-19");
    }

    #[test]
    fn weird() {
        assert!(s(3, 3).is_empty());
        assert!(!s(3, 3).overlaps(s(3, 3)));
        assert!(!s(3, 3).holds(3));
    }
}
