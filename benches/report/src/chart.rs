//! Charts as SVG.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// The colours of the series, ours first.
const COLOURS: [RGBColor; 6] = [
    RGBColor(0xd9, 0x48, 0x01),
    RGBColor(0x3b, 0x6e, 0xa5),
    RGBColor(0x7f, 0xa8, 0xc9),
    RGBColor(0x6b, 0x8e, 0x6b),
    RGBColor(0xa9, 0x9b, 0x6d),
    RGBColor(0x8a, 0x7f, 0x99),
];
const WIDTH: i32 = 860;
const LEFT: i32 = 250;
const BAR: i32 = 15;
const GAP: i32 = 12;
const TOP: i32 = 62;

/// Bars that belong together: what they are of, and a value for each series that has one.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) values: Vec<Option<f64>>,
}

/// Horizontal bars in groups. `unit` stands under the title.
pub(crate) fn bars(
    path: &Path,
    title: &str,
    unit: &str,
    series: &[&str],
    groups: &[Group],
) -> Result<()> {
    let count = |group: &Group| group.values.iter().flatten().count();
    let bars: usize = groups.iter().map(count).sum();
    let (bars, gaps) = (i32::try_from(bars)?, i32::try_from(groups.len())?);
    let height = TOP + bars * BAR + gaps * GAP + 12;
    let size = (u32::try_from(WIDTH)?, u32::try_from(height)?);
    let area = SVGBackend::new(path, size).into_drawing_area();
    area.fill(&WHITE).map_err(told)?;
    let draw_text = |text: &str, at: (i32, i32), size: i32, anchor: HPos| {
        let style = TextStyle::from(("sans-serif", size).into_font())
            .color(&BLACK)
            .pos(Pos::new(anchor, VPos::Center));
        area.draw(&Text::new(text.to_owned(), at, style))
            .map_err(told)
    };
    draw_text(title, (12, 18), 17, HPos::Left)?;
    draw_text(unit, (12, 40), 12, HPos::Left)?;
    let mut x = LEFT;
    for (name, colour) in series.iter().zip(COLOURS) {
        let square = Rectangle::new([(x, 35), (x + 10, 45)], colour.filled());
        area.draw(&square).map_err(told)?;
        draw_text(name, (x + 14, 40), 12, HPos::Left)?;
        x += 30 + 7 * i32::try_from(name.chars().count())?;
    }
    let values = groups
        .iter()
        .flat_map(|group| group.values.iter().flatten());
    let most = values.copied().fold(f64::MIN_POSITIVE, f64::max);
    let mut y = TOP;
    for group in groups {
        let middle = y + i32::try_from(count(group))? * BAR / 2;
        draw_text(&group.name, (LEFT - 8, middle), 12, HPos::Right)?;
        for (value, colour) in group.values.iter().zip(COLOURS) {
            let Some(value) = *value else {
                continue;
            };
            #[expect(clippy::cast_possible_truncation, reason = "within the chart")]
            let length = (value / most * f64::from(WIDTH - LEFT - 70)) as i32;
            let bar = Rectangle::new(
                [(LEFT, y + 1), (LEFT + length.max(1), y + BAR - 1)],
                colour.filled(),
            );
            area.draw(&bar).map_err(told)?;
            let end = (LEFT + length + 6, y + BAR / 2);
            draw_text(&number(value), end, 11, HPos::Left)?;
            y += BAR;
        }
        y += GAP;
    }
    area.present().map_err(told)
}

/// Points and the straight line from zero to the last one.
pub(crate) fn growth(
    path: &Path,
    title: &str,
    axes: [&str; 2],
    points: &[(f64, f64)],
) -> Result<()> {
    let last = points.last().copied().unwrap_or((1.0, 1.0));
    let most = points.iter().map(|point| point.1).fold(last.1, f64::max);
    let area = SVGBackend::new(path, (860, 420)).into_drawing_area();
    area.fill(&WHITE).map_err(told)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(14)
        .caption(title, ("sans-serif", 17))
        .x_label_area_size(40)
        .y_label_area_size(56)
        .build_cartesian_2d(0.0..last.0 * 1.05, 0.0..most * 1.1)
        .map_err(told)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .x_desc(axes[0])
        .y_desc(axes[1])
        .x_label_formatter(&|value| format!("{value:.0}"))
        .y_label_formatter(&|value| format!("{value:.1}"))
        .draw()
        .map_err(told)?;
    let line = LineSeries::new([(0.0, 0.0), last], COLOURS[2].stroke_width(2));
    chart.draw_series(line).map_err(told)?;
    let points = points
        .iter()
        .map(|at| Circle::new(*at, 4, COLOURS[0].filled()));
    chart.draw_series(points).map_err(told)?;
    area.present().map_err(told)
}

/// A number with about three digits.
pub(crate) fn number(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

/// Drawing's errors are not `Sync`.
fn told(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow!("{error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_has_its_bars_and_names() {
        let folder = std::env::temp_dir().join(format!("bench-report-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("bars.svg");
        let group = Group {
            name: "some & group".to_owned(),
            values: vec![Some(2.0), None, Some(1.0)],
        };
        bars(&path, "title", "times", &["ours", "a", "b"], &[group]).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(text.contains("some &amp; group"), "{text}");
        // The background, three squares, two bars.
        assert_eq!(text.matches("<rect").count(), 6);
        assert!(text.contains("2.00") && text.contains("1.00"));
    }
}
