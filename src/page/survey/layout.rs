//! Where the nodes of a network stand: those that have to do with each other near each other, no
//! label over another.
//!
//! Springs and repulsion (Fruchterman and Reingold), from a fixed start and for a fixed number of
//! rounds. Only sums, products and square roots are used, which every machine rounds alike.

/// A point, in the units of the drawing.
pub(super) type Point = (f64, f64);

/// The drawing, and the room that is kept at its edges.
pub(super) const WIDTH: f64 = 960.0;
pub(super) const HEIGHT: f64 = 600.0;
const EDGE: (f64, f64) = (80.0, 36.0);

const ROUNDS: u32 = 400;

/// Places for nodes whose labels are as wide as `widths` says, joined by `edges` (two nodes and a
/// weight from 0 to 1).
pub(super) fn place(widths: &[f64], edges: &[(usize, usize, f64)]) -> Vec<Point> {
    let mut points = start(widths.len());
    let ideal = 0.8 * (WIDTH * HEIGHT / f64::from(count(widths.len()).max(1))).sqrt();
    for round in 0..ROUNDS {
        let mut forces = vec![(0.0, 0.0); points.len()];
        for one in 0..points.len() {
            for other in 0..one {
                let (dx, dy, far) = between(points[one], points[other]);
                let push = ideal * ideal / far;
                add(&mut forces, one, other, (dx / far * push, dy / far * push));
            }
        }
        for (one, other, weight) in edges {
            let (dx, dy, far) = between(points[*one], points[*other]);
            let pull = -(0.25 + 0.75 * weight) * far * far / ideal;
            add(&mut forces, *one, *other, (dx / far * pull, dy / far * pull));
        }
        let reach = 80.0 * f64::from(ROUNDS - round) / f64::from(ROUNDS);
        for (point, force) in points.iter_mut().zip(&forces) {
            // A little gravity holds nodes without edges in the drawing.
            let force = (
                force.0 + (WIDTH / 2.0 - point.0) * 0.25,
                force.1 + (HEIGHT / 2.0 - point.1) * 0.6,
            );
            let strength = (force.0 * force.0 + force.1 * force.1).sqrt().max(1e-9);
            let step = strength.min(reach);
            *point =
                inside((point.0 + force.0 / strength * step, point.1 + force.1 / strength * step));
        }
    }
    spread(&mut points);
    part(&mut points, widths);
    points.iter().map(|(x, y)| ((x * 10.0).round() / 10.0, (y * 10.0).round() / 10.0)).collect()
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A start without symmetry, in which nodes would get stuck.
fn start(length: usize) -> Vec<Point> {
    let share = |at: usize, factor: f64| {
        let x = f64::from(count(at) + 1) * factor;
        x - x.floor()
    };
    (0..length)
        .map(|at| (share(at, 0.618_033_988_75) * WIDTH, share(at, 0.754_877_666_25) * HEIGHT))
        .collect()
}

fn between(one: Point, other: Point) -> (f64, f64, f64) {
    let (dx, dy) = (one.0 - other.0, one.1 - other.1);
    (dx, dy, (dx * dx + dy * dy).sqrt().max(1.0))
}

fn add(forces: &mut [Point], one: usize, other: usize, force: Point) {
    forces[one] = (forces[one].0 + force.0, forces[one].1 + force.1);
    forces[other] = (forces[other].0 - force.0, forces[other].1 - force.1);
}

fn inside(point: Point) -> Point {
    within(point, 0.0)
}

/// The point, or the nearest one at which a label so `wide` is in the drawing.
fn within((x, y): Point, wide: f64) -> Point {
    let edge = EDGE.0.max(wide / 2.0 + 4.0);
    (x.clamp(edge, WIDTH - edge), y.clamp(EDGE.1, HEIGHT - EDGE.1))
}

/// Stretches the points over the whole drawing.
fn spread(points: &mut [Point]) {
    let range = |of: fn(&Point) -> f64, points: &[Point]| {
        points.iter().map(of).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
    };
    let (xs, ys) = (range(|p| p.0, points), range(|p| p.1, points));
    let to = |value: f64, (low, high): (f64, f64), edge: f64, length: f64| {
        if high - low < 1.0 {
            length / 2.0
        } else {
            edge + (value - low) / (high - low) * (length - 2.0 * edge)
        }
    };
    for point in points {
        *point = (to(point.0, xs, EDGE.0, WIDTH), to(point.1, ys, EDGE.1, HEIGHT));
    }
}

/// Height of a node with its label.
const TALL: f64 = 44.0;

/// Parts nodes whose labels overlap.
fn part(points: &mut [Point], widths: &[f64]) {
    for (point, wide) in points.iter_mut().zip(widths) {
        *point = within(*point, *wide);
    }
    for _ in 0..200 {
        let mut moved = false;
        for one in 0..points.len() {
            for other in 0..one {
                let (dx, dy) = (points[one].0 - points[other].0, points[one].1 - points[other].1);
                let wide = f64::midpoint(widths[one], widths[other]) + 10.0;
                let (over_x, over_y) = (wide - dx.abs(), TALL - dy.abs());
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                moved = true;
                let shift = if over_x < over_y {
                    (if dx < 0.0 { -over_x } else { over_x } / 2.0, 0.0)
                } else {
                    (0.0, if dy < 0.0 { -over_y } else { over_y } / 2.0)
                };
                points[one] =
                    within((points[one].0 + shift.0, points[one].1 + shift.1), widths[one]);
                let moved_to = (points[other].0 - shift.0, points[other].1 - shift.1);
                points[other] = within(moved_to, widths[other]);
            }
        }
        if !moved {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_do_not_overlap_and_all_is_in_the_drawing() {
        let widths = vec![90.0; 24];
        let edges: Vec<(usize, usize, f64)> = (1..24).map(|at| (at / 2, at, 0.5)).collect();
        let points = place(&widths, &edges);
        for (at, one) in points.iter().enumerate() {
            assert_eq!(*one, within(*one, 90.0));
            for other in &points[..at] {
                let apart =
                    (one.0 - other.0).abs() >= 99.0 || (one.1 - other.1).abs() >= TALL - 1.0;
                assert!(apart, "{one:?} {other:?}");
            }
        }
        assert_eq!(points, place(&widths, &edges));
    }

    #[test]
    fn neighbours_stand_nearer_than_strangers() {
        let edges = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0)];
        let points = place(&[40.0; 6], &edges);
        let far = |one: usize, other: usize| between(points[one], points[other]).2;
        let near = far(0, 1).max(far(1, 2)).max(far(3, 4)).max(far(4, 5));
        assert!((0..3).all(|one| (3..6).all(|other| far(one, other) > near * 0.9)), "{points:?}");
    }

    #[test]
    fn few_nodes_are_no_special_case() {
        assert_eq!(place(&[], &[]), []);
        assert_eq!(place(&[50.0], &[]), [(WIDTH / 2.0, HEIGHT / 2.0)]);
    }
}
