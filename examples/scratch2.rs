//! scratch
use std::time::Instant;
use wiredesk::extract::{amounts::amounts, dates::dates};
fn main() {
    let what = std::env::args().nth(1).unwrap();
    let part = std::env::args().nth(2).unwrap();
    let n: usize = std::env::args().nth(3).unwrap().parse().unwrap();
    let text = if what == "file" {
        std::fs::read_to_string(&part).unwrap()
    } else {
        part.repeat(n / part.len())
    };
    let t = Instant::now();
    let d = dates(&text, None).len();
    let td = t.elapsed();
    let t = Instant::now();
    let a = amounts(&text).len();
    println!("{} bytes: {d} dates {td:?}, {a} amounts {:?}", text.len(), t.elapsed());
}
