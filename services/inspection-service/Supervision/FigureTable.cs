using System.Globalization;

namespace Pengcheng.Inspection.Supervision;

/// <summary>The figures of one cell, by measure.</summary>
public sealed record FigureRow(FigureKey Key, ImmutableSortedDictionary<Measure, int> Values)
{
    /// <summary>One figure.</summary>
    public int Of(Measure measure) => Values.GetValueOrDefault(measure);
}

/// <summary>Changes added up to rows, in a fixed order, and written as CSV.</summary>
public static class FigureTable
{
    private static readonly Measure[] Measures = Enum.GetValues<Measure>();

    /// <summary>The rows of these changes; cells that come to nothing are left out.</summary>
    public static ImmutableList<FigureRow> Of(IEnumerable<FigureChange> changes) =>
    [
        .. from change in changes
           group change by change.Key into cell
           let values = cell.GroupBy(change => change.Measure).ToImmutableSortedDictionary(own => own.Key, own => own.Sum(change => change.By))
           where values.Values.Any(value => value != 0)
           orderby cell.Key.Month, cell.Key.District, cell.Key.Street, cell.Key.Body, cell.Key.Item
           select new FigureRow(cell.Key, values),
    ];

    /// <summary>With one column for each measure.</summary>
    public static string ToCsv(IEnumerable<FigureRow> rows) => Csv.Write(
    [
        ["month", "district", "street", "body", "item", .. Measures.Select(measure => EnumWords.Of(measure))],
        .. rows.Select(row => (IEnumerable<string>)[
            row.Key.Month, row.Key.District, row.Key.Street, row.Key.Body, row.Key.Item,
            .. Measures.Select(measure => row.Of(measure).ToString(CultureInfo.InvariantCulture))]),
    ]);
}
