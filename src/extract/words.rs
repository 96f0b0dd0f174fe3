//! Decides which words say what a mention is.
//!
//! Closed sets of the published contract; `record` gives them their place in JSON and Parquet.

use crate::text::words;

words! {
    /// The type of a named thing.
    EntityType {
        Person = "PERSON",
        Org = "ORG",
        Gpe = "GPE",
        Loc = "LOC",
        Fac = "FAC",
        Event = "EVENT",
        Work = "WORK",
        Product = "PRODUCT",
        Vuln = "VULN",
    }
    /// What a temporal expression denotes.
    TimeKind {
        Date = "date",
        Period = "period",
        Duration = "duration",
        Set = "set",
    }
    /// The unit in which a time was stated.
    Granularity {
        Year = "year",
        Half = "half",
        Quarter = "quarter",
        Month = "month",
        TenDays = "ten_days",
        Week = "week",
        Day = "day",
        PartOfDay = "part_of_day",
        Hour = "hour",
        Minute = "minute",
        Second = "second",
    }
    /// What narrows a stated time.
    Modifier {
        Approx = "approx",
        Before = "before",
        After = "after",
        Start = "start",
        Mid = "mid",
        End = "end",
    }
    /// How a figure compares with the number stated.
    Comparator {
        Eq = "eq",
        Gt = "gt",
        Ge = "ge",
        Lt = "lt",
        Le = "le",
        Approx = "approx",
    }
    /// What a quantity measures.
    QuantityKind {
        Money = "money",
        Percent = "percent",
        PercentagePoint = "percentage_point",
        Count = "count",
        Ratio = "ratio",
        Times = "times",
        Score = "score",
        Point = "point",
        Length = "length",
        Area = "area",
        Weight = "weight",
        Volume = "volume",
        Energy = "energy",
        Power = "power",
        Frequency = "frequency",
        Data = "data",
        DataRate = "data_rate",
        Temperature = "temperature",
        Price = "price",
        Other = "other",
    }
}
