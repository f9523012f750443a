//! Everything that is tested from outside: one binary, one module a subject.
//!
//! The modules are marked as test code, which they are anyway, so that clippy lets their helpers fail with `unwrap`.

#[cfg(test)]
mod again;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod before_meeting;
#[cfg(unix)]
#[cfg(test)]
mod browsers;
#[cfg(test)]
mod capturing;
#[cfg(test)]
mod cards;
#[cfg(unix)]
#[cfg(test)]
mod charts;
#[cfg(test)]
mod circles;
#[cfg(test)]
mod coming_back;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod costs;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod folding;
#[cfg(test)]
mod handing_out;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod in_hand;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod lunch;
#[cfg(test)]
mod lunch_again;
#[cfg(test)]
mod lunch_end;
#[cfg(test)]
mod lunch_keys;
#[cfg(test)]
mod lunch_script;
#[cfg(test)]
mod lunch_text;
#[cfg(test)]
mod meeting;
#[cfg(test)]
mod on_map;
#[cfg(unix)]
#[cfg(test)]
mod one;
#[cfg(test)]
mod over_time;
#[cfg(test)]
mod pasting;
#[cfg(test)]
mod picture;
#[cfg(test)]
mod plain;
#[cfg(unix)]
#[cfg(test)]
mod rating;
#[cfg(test)]
mod referring;
#[cfg(test)]
mod rehearsing;
#[cfg(test)]
mod report;
#[cfg(test)]
mod resting;
#[cfg(test)]
#[path = "risk_vectors/numbers.rs"]
mod risk_numbers;
#[cfg(test)]
mod risk_vectors;
#[cfg(test)]
mod running;
#[cfg(test)]
mod said;
#[cfg(test)]
mod screens;
#[cfg(unix)]
#[cfg(test)]
mod scripted;
#[cfg(test)]
mod sharpening;
#[cfg(unix)]
#[cfg(test)]
mod sheet_pages;
#[cfg(test)]
mod sheets;
#[cfg(test)]
mod sheets_in_words;
#[cfg(test)]
mod sources;
#[cfg(test)]
mod support;
#[cfg(test)]
mod targets;
#[cfg(unix)]
#[cfg(test)]
mod terminal;
#[cfg(unix)]
#[cfg(test)]
mod threat_composer;
#[cfg(test)]
mod tree;
#[cfg(test)]
mod truth;
#[cfg(test)]
mod understanding;
#[cfg(unix)]
#[cfg(test)]
mod voting;
#[cfg(test)]
mod wall_heaps;
#[cfg(test)]
mod wall_layout;
#[cfg(test)]
mod wall_pages;
#[cfg(test)]
mod wall_people;
#[cfg(test)]
mod wall_votes;
#[cfg(test)]
mod what_if;
#[cfg(test)]
mod words;
#[cfg(test)]
mod workspaces;
#[cfg(test)]
mod worth;
