//! `map.svg`: the map as a picture that fits a page; a large system as the zones and a picture for each of them.

use super::view::View;
use super::{File, Kind, Shelf, Takes, picture};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "svg",
    file: "map.svg",
    describes: "the map as a picture",
    shelf: Shelf::People,
    write: files,
    takes: Takes::Less(|view| picture::missing(view.session)),
};

fn files(view: &View) -> Vec<File> {
    let pictures = picture::files(view.session);
    let name = |number: usize| match number {
        0 => KIND.file.to_owned(),
        n => format!("map-{}.svg", n + 1),
    };
    let all = pictures
        .into_iter()
        .enumerate()
        .map(|(number, contents)| File {
            name: name(number),
            contents,
        });
    all.collect()
}
