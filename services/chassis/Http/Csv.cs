using System.Text;

namespace Pengcheng.Chassis.Http;

/// <summary>Comma-separated values (RFC 4180) as spreadsheets read them: UTF-8 with its mark, and no cell that is taken for a formula.</summary>
public static class Csv
{
    private const string Formula = "=+-@\t\r";

    /// <summary>Writes the lines, the header first.</summary>
    public static string Write(IEnumerable<IEnumerable<string>> lines)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var line in lines) text.AppendJoin(',', line.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    private static string Cell(string value)
    {
        // A number may begin with its sign; anything else that begins like a formula is shown as text.
        var safe = value.Length > 0 && Formula.Contains(value[0], StringComparison.Ordinal) && !int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _) ? "'" + value : value;
        return safe.AsSpan().ContainsAny("\",\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
