//! What a power cut would leave, and who may read a file: seen from outside, by the calls that the program makes.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use super::{Desk, fs};

/// The calls that decide what is on the disk, in their order: `fsync .refund.ron.tmp`, `rename refund.ron`.
fn calls(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let trace = desk.path("trace");
    let program = desk.command(arguments);
    let done = Command::new("strace")
        .args(["-f", "-y", "-e", "signal=none"])
        .args(["-e", "trace=fsync,fdatasync,rename,renameat,renameat2"])
        .arg("-o")
        .arg(&trace)
        .arg(program.get_program())
        .args(arguments)
        .current_dir(desk.folder.path())
        .env("HOME", desk.folder.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    let text = String::from_utf8(desk.bytes("trace")).unwrap();
    fs::remove_file(trace).unwrap();
    let folder = fs::canonicalize(desk.folder.path()).unwrap();
    let folder = folder.to_str().unwrap();
    text.lines().filter_map(|line| call(line, folder)).collect()
}

/// A line of the trace, as `12 fsync(4</tmp/x/.refund.ron.tmp>) = 0`, in short.
fn call(line: &str, folder: &str) -> Option<String> {
    let (_, line) = line.split_once(' ')?;
    let (name, rest) = line.trim_start().split_once('(')?;
    if !line.ends_with("= 0") {
        return None;
    }
    let short = |path: &str| match path.trim_start_matches(folder).trim_start_matches('/') {
        "" => "the folder".to_owned(),
        path => path.to_owned(),
    };
    if name.contains("sync") {
        let (_, path) = rest.split_once('<')?;
        let (path, _) = path.split_once('>')?;
        path.starts_with(folder)
            .then(|| format!("sync {}", short(path)))
    } else {
        let (_, target) = rest.rsplit_once(", \"")?;
        let (target, _) = target.split_once('"')?;
        Some(format!("rename to {}", short(target)))
    }
}

/// Of these calls those that are about a file of this name or its folder.
fn about(name: &str, calls: &[String]) -> Vec<String> {
    let is_here = |call: &&String| call.contains(name) || call.ends_with("the folder");
    calls.iter().filter(is_here).cloned().collect()
}

#[test]
#[cfg_attr(without_strace, ignore = "needs strace")]
fn a_file_is_on_the_disk_before_it_has_its_name_and_the_name_after() {
    let desk = Desk::with_session();
    let saved = calls(&desk, &["add", "refund.ron", "threat", "File swapped"]);
    let in_order = [
        "sync .refund.ron.tmp",
        "rename to refund.ron",
        "sync the folder",
    ];
    assert_eq!(about("refund.ron", &saved), in_order, "{saved:?}");
    let arguments = [
        "export",
        "refund.ron",
        "--to",
        "summary",
        "--out",
        "brief.md",
    ];
    let exported = calls(&desk, &arguments);
    let in_order = [
        "sync .brief.md.tmp",
        "rename to brief.md",
        "sync the folder",
    ];
    assert_eq!(about("brief.md", &exported), in_order, "{exported:?}");
}

#[test]
fn a_session_is_private_until_someone_opens_it_up_and_stays_as_they_left_it() {
    let desk = Desk::with_session();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("refund.ron"), 0o600);
    for kept in [0o644, 0o660, 0o600] {
        let opened = fs::Permissions::from_mode(kept);
        fs::set_permissions(desk.path("refund.ron"), opened).unwrap();
        desk.ok(&["add", "refund.ron", "threat", &format!("File {kept:o}")]);
        assert_eq!(mode("refund.ron"), kept);
    }
    let new = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(desk.path("plain"));
    new.unwrap();
    let to = [
        "export",
        "refund.ron",
        "--to",
        "summary",
        "--out",
        "brief.md",
    ];
    desk.ok(&to);
    assert_eq!(mode("brief.md"), mode("plain"), "as the umask says");
}
