//! The report for programs. Figures are fractions, not percent.

use serde_json::{Map, Value, json};

use super::{Report, Row};

pub(super) fn write(report: &Report) -> String {
    let setting = &report.setting;
    let figures: Map<String, Value> =
        report.figures().into_iter().map(|(name, value)| (name, value.into())).collect();
    let tables: Vec<Value> = report
        .tables
        .iter()
        .map(|table| {
            let rows: Vec<Value> = table.rows.iter().map(row).collect();
            json!({"title": table.title, "about": table.about, "rows": rows})
        })
        .collect();
    let confusion: Vec<Value> = report
        .confusion
        .counts
        .iter()
        .map(|((gold, found), count)| json!({"gold": gold, "found": found, "count": count}))
        .collect();
    let layers: Map<String, Value> =
        setting.layers.iter().map(|(name, count)| ((*name).to_owned(), (*count).into())).collect();
    let mut all = json!({
        "gold": setting.gold,
        "predictions": setting.found,
        "against": setting.against,
        "articles": setting.articles,
        "layers": layers,
        "labels": setting.map,
        "intervals": {
            "unit": setting.unit,
            "units": setting.units,
            "resamples": report.draw.resamples,
            "seed": report.draw.seed,
        },
        "remarks": setting.remarks,
        "figures": figures,
        "tables": tables,
        "confusion": confusion,
    });
    if let Some(slips) = &report.slips {
        all["errors"] = json!(slips);
    }
    format!("{all:#}\n")
}

fn row(row: &Row) -> Value {
    let figures = &row.figures;
    let mut value = json!({
        "name": row.measure.name(),
        "title": row.measure.title,
        "precision": figures.precision,
        "recall": figures.recall,
        "value": figures.value,
        "interval": row.interval.map(|i| [i.low, i.high]),
    });
    if let Some(cells) = &row.cells {
        value["right"] = json!(cells.right_gold);
        value["found"] = json!(cells.found);
        value["gold"] = json!(cells.gold);
    }
    if let Some(difference) = &row.difference {
        value["against"] = json!({
            "by": difference.by,
            "interval": difference.interval.map(|i| [i.low, i.high]),
            "p": difference.p,
        });
    }
    value
}
