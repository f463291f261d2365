//! The committed corpus runs without a fuzzer, and stays small.

use std::fs;
use std::path::Path;

/// Bytes and files of the whole corpus, at most.
const SMALL: (usize, usize) = (200 << 10, 100);

type Target = fn(&[u8]);

#[test]
fn the_committed_corpus_passes() {
    let targets: [(&str, Target); 4] = [
        ("json", shapewright_fuzz::json),
        ("responses", shapewright_fuzz::responses),
        ("requests", shapewright_fuzz::requests),
        ("validators", shapewright_fuzz::validators),
    ];
    let (mut bytes, mut files) = (0, 0);
    for (target, run) in targets {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(target);
        let mut here = 0;
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            println!("{}", path.display());
            let data = fs::read(&path).unwrap();
            bytes += data.len();
            here += 1;
            run(&data);
            // What a fuzzer would try first.
            for cut in 0..data.len().min(300) {
                run(&data[..cut]);
            }
        }
        assert!(here > 0, "{target} has no corpus");
        files += here;
    }
    assert!(
        bytes <= SMALL.0 && files <= SMALL.1,
        "{files} files, {bytes} bytes"
    );
}
