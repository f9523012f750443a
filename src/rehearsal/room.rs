//! What is said at which moment. Nothing here knows who speaks, what is said, or what time it is: moments are seconds
//! that a clock has counted in each step, so that whoever stops the clock stops the room, and a clock that is kept in a
//! file keeps the room's place.

/// When a line is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The step that it is counted from, by its place in the plan.
    pub step: usize,
    /// Seconds.
    pub at: u32,
    /// They are counted from when the step was left, not in it.
    pub after: bool,
}

/// How far a clock is.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The step that it is at, by its place in the plan.
    pub step: usize,
    /// Seconds that it has counted in each step.
    pub spent: &'a [u32],
}

impl Moment<'_> {
    fn spent_in(&self, step: usize) -> u32 {
        self.spent.get(step).copied().unwrap_or_default()
    }
}

impl Cue {
    /// Seconds that are still to be counted before the line is said, if the clock stays where it is; `None` where it is
    /// not said there at all. 0 once it is due.
    fn wait(self, now: Moment<'_>) -> Option<u32> {
        let has_come = |step| now.step == step || now.spent_in(step) > 0;
        if !self.after {
            let left = self.at.saturating_sub(now.spent_in(self.step));
            let waits = now.step == self.step || (left == 0 && has_come(self.step));
            return waits.then_some(left);
        }
        let later = now.spent.get(self.step.saturating_add(1)..);
        let counted: u32 = later.unwrap_or_default().iter().sum();
        let left = self.at.saturating_sub(counted);
        let is_later = now.step > self.step;
        (is_later || (left == 0 && counted > 0)).then_some(left)
    }
}

/// What was said so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Room {
    said: Vec<usize>,
}

impl Room {
    /// Hears everything that is due by now, and gives how many lines are new. Each line is said once.
    pub fn hear(&mut self, cues: &[Cue], now: Moment<'_>) -> usize {
        let before = self.said.len();
        let is_due = |cue: &Cue| cue.wait(now) == Some(0);
        let mut new: Vec<(usize, &Cue)> = cues.iter().enumerate().collect();
        new.retain(|(place, cue)| is_due(cue) && !self.said.contains(place));
        // The sort is stable: what is due at once is said in the order of the script.
        new.sort_by_key(|(_, cue)| (cue.step, cue.after, cue.at));
        self.said.extend(new.iter().map(|(place, _)| place));
        self.said.len() - before
    }

    /// The lines that were said, by their places in the script, the first one first.
    pub fn said(&self) -> &[usize] {
        &self.said
    }

    /// The lines that were not said before their step was left for a later one.
    pub fn left(&self, cues: &[Cue], now: Moment<'_>) -> Vec<usize> {
        let cues = cues.iter().enumerate();
        let left = cues.filter(|(_, cue)| !cue.after && cue.step < now.step);
        let places = left.map(|(place, _)| place);
        places.filter(|place| !self.said.contains(place)).collect()
    }

    /// Seconds until the next line, if the clock stays where it is; `None` where no more come there.
    pub fn next(&self, cues: &[Cue], now: Moment<'_>) -> Option<u32> {
        let unsaid = cues.iter().enumerate();
        let unsaid = unsaid.filter(|(place, _)| !self.said.contains(place));
        unsaid.filter_map(|(_, cue)| cue.wait(now)).min()
    }
}

/// How fast the clock counts, in percent.
const PACES: [u32; 5] = [50, 100, 200, 400, 800];

/// The place of the usual pace.
const USUAL: usize = 1;

/// The pace of the room: seconds of the clock for each second that passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    place: usize,
    /// Hundredths of a second that were not counted yet.
    rest: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            place: USUAL,
            rest: 0,
        }
    }
}

impl Pace {
    /// One step faster or slower; false where there is none.
    pub fn turn(&mut self, faster: bool) -> bool {
        let place = self.place.checked_add_signed(if faster { 1 } else { -1 });
        let place = place.filter(|place| *place < PACES.len());
        self.place = place.unwrap_or(self.place);
        place.is_some()
    }

    /// In percent.
    pub fn percent(&self) -> u32 {
        PACES.get(self.place).copied().unwrap_or(100)
    }

    /// The seconds that the clock counts for this many. What is less than a second waits, so that nothing is lost.
    pub fn count(&mut self, seconds: u32) -> u32 {
        let hundredths = seconds.saturating_mul(self.percent());
        let hundredths = hundredths.saturating_add(self.rest);
        self.rest = hundredths % 100;
        hundredths / 100
    }

    /// How long so many seconds of the clock take.
    pub fn takes(&self, seconds: u32) -> u32 {
        seconds.saturating_mul(100).div_ceil(self.percent())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cue(step: usize, at: u32) -> Cue {
        Cue {
            step,
            at,
            after: false,
        }
    }

    fn after(step: usize, at: u32) -> Cue {
        Cue {
            after: true,
            ..cue(step, at)
        }
    }

    #[test]
    fn a_line_is_said_when_its_step_has_lasted_so_long() {
        let cues = [cue(0, 0), cue(0, 10), cue(1, 0), cue(1, 5)];
        let mut room = Room::default();
        let mut hear = |step, spent: &[u32]| {
            let new = room.hear(&cues, Moment { step, spent });
            let next = room.next(&cues, Moment { step, spent });
            (new, room.said().to_vec(), next)
        };
        assert_eq!(hear(0, &[0, 0]), (1, vec![0], Some(10)));
        assert_eq!(hear(0, &[9, 0]), (0, vec![0], Some(1)));
        assert_eq!(hear(0, &[10, 0]), (1, vec![0, 1], None));
        assert_eq!(hear(1, &[10, 0]), (1, vec![0, 1, 2], Some(5)));
        assert_eq!(hear(1, &[10, 60]), (1, vec![0, 1, 2, 3], None));
    }

    #[test]
    fn who_leaves_a_step_does_not_hear_the_rest_of_it_and_hears_it_on_coming_back() {
        let cues = [cue(0, 10), cue(1, 0)];
        let mut room = Room::default();
        let spent = [9, 20];
        assert_eq!(
            room.hear(
                &cues,
                Moment {
                    step: 1,
                    spent: &spent
                }
            ),
            1
        );
        assert_eq!(
            room.next(
                &cues,
                Moment {
                    step: 1,
                    spent: &spent
                }
            ),
            None
        );
        let back = [10, 20];
        assert_eq!(
            room.hear(
                &cues,
                Moment {
                    step: 0,
                    spent: &back
                }
            ),
            1
        );
        assert_eq!(room.said(), [1, 0]);
    }

    #[test]
    fn only_what_an_earlier_step_had_to_say_was_left() {
        let cues = [cue(0, 10), cue(1, 5), after(0, 60), cue(2, 0)];
        let room = Room::default();
        let left = |step| {
            room.left(
                &cues,
                Moment {
                    step,
                    spent: &[9, 3],
                },
            )
        };
        assert_eq!([left(0), left(1)], [vec![], vec![0]]);
        assert_eq!(left(2), [0, 1]);
    }

    #[test]
    fn a_line_after_a_step_waits_until_the_step_is_left() {
        let cues = [after(0, 5)];
        let mut room = Room::default();
        let hear = |room: &mut Room, step, spent: &[u32]| room.hear(&cues, Moment { step, spent });
        assert_eq!(hear(&mut room, 0, &[600, 0, 0]), 0);
        let inside = Moment {
            step: 0,
            spent: &[600, 0, 0],
        };
        assert_eq!(room.next(&cues, inside), None, "no one waits for it there");
        assert_eq!(hear(&mut room, 2, &[600, 2, 2]), 0);
        let now = Moment {
            step: 2,
            spent: &[600, 2, 2],
        };
        assert_eq!(room.next(&cues, now), Some(1));
        assert_eq!(hear(&mut room, 2, &[600, 2, 3]), 1);
        assert_eq!(hear(&mut room, 2, &[600, 2, 9]), 0, "once");
    }

    #[test]
    fn there_is_a_slowest_and_a_fastest_pace() {
        let mut pace = Pace::default();
        assert!(pace.turn(false));
        assert!(!pace.turn(false));
        assert_eq!((pace.percent(), pace.takes(3)), (50, 6));
        let faster = (0..9).filter(|_| pace.turn(true)).count();
        assert_eq!((faster, pace.percent(), pace.takes(9)), (4, 800, 2));
    }

    fn cues() -> impl Strategy<Value = Vec<Cue>> {
        let one = (0..4_usize, 0..120_u32, any::<bool>());
        let cue = one.prop_map(|(step, at, after)| Cue { step, at, after });
        prop::collection::vec(cue, 0..30)
    }

    /// What the facilitator does: waits so long, then goes to a step, or makes the room faster or slower, or stops it
    /// for a while.
    #[derive(Clone, Debug)]
    enum Act {
        Wait(u32),
        Go(usize),
        Turn(bool),
        Stop,
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let act = prop_oneof![
            (0..90_u32).prop_map(Act::Wait),
            (0..4_usize).prop_map(Act::Go),
            any::<bool>().prop_map(Act::Turn),
            Just(Act::Stop),
        ];
        prop::collection::vec(act, 0..40)
    }

    proptest! {
        #[test]
        fn no_pace_and_no_stop_loses_or_repeats_a_line(cues in cues(), acts in acts(), often in any::<bool>()) {
            let (mut room, mut pace) = (Room::default(), Pace::default());
            let (mut step, mut spent) = (0, [0_u32; 4]);
            room.hear(&cues, Moment { step, spent: &spent });
            for act in acts {
                match act {
                    // A program that looks every second and one that looks once hear the same.
                    Act::Wait(seconds) => {
                        for part in if often { vec![1; seconds as usize] } else { vec![seconds] } {
                            spent[step] += pace.count(part);
                            room.hear(&cues, Moment { step, spent: &spent });
                        }
                    }
                    Act::Go(to) => step = to,
                    Act::Turn(faster) => { pace.turn(faster); }
                    Act::Stop => {}
                }
                room.hear(&cues, Moment { step, spent: &spent });
            }
            let mut once = room.said().to_vec();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), room.said().len(), "no line twice");
            // Whoever opens the file again, with nothing but its clock, has heard everything that had to be heard by then.
            let mut again = Room::default();
            again.hear(&cues, Moment { step, spent: &spent });
            for place in again.said() {
                prop_assert!(room.said().contains(place), "{} was lost", place);
            }
            // Every line of a step that lasted so long was said.
            for (place, cue) in cues.iter().enumerate() {
                let due = !cue.after && spent[cue.step] > 0 && spent[cue.step] >= cue.at;
                prop_assert!(!due || room.said().contains(&place), "{:?} was lost", cue);
            }
        }

        #[test]
        fn every_pace_counts_in_pieces_what_it_counts_at_once(pieces in prop::collection::vec(0..200_u32, 0..20), turns in 0..5_usize) {
            let mut pace = Pace::default();
            pace.turn(false);
            for _ in 0..turns { pace.turn(true); }
            let mut whole = pace.clone();
            let counted: u32 = pieces.iter().map(|piece| pace.count(*piece)).sum();
            prop_assert_eq!(counted, whole.count(pieces.iter().sum()));
            prop_assert_eq!(pace, whole);
        }
    }
}
