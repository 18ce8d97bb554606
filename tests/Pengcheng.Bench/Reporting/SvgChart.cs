using System.Globalization;
using System.Net;
using System.Text;

namespace Pengcheng.Bench.Reporting;

/// <summary>Draws a chart as SVG.</summary>
internal static class SvgChart
{
    private const double Width = 860, Height = 380, Left = 70, Right = 200, Top = 40, Bottom = 50;

    private static readonly string[] Colours = ["#0b63ce", "#c2410c", "#0a7d3c", "#7c3aed", "#b3261e", "#0e7490", "#a16207", "#475569"];
    private static readonly double[] Nines = [0, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99];

    public static string Draw(Chart chart)
    {
        var points = chart.Lines.SelectMany(line => line.Points).ToList();
        if (points.Count == 0) return "";
        var (x, y) = (Ruler.For(chart.X.Scale, points.Select(point => point.X)), Ruler.For(chart.Y.Scale, points.Select(point => point.Y)));
        double X(double value) => Left + x.Part(value) * (Width - Left - Right);
        double Y(double value) => Height - Bottom - y.Part(value) * (Height - Top - Bottom);

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" role=\"img\" font-family=\"inherit\" font-size=\"12\"><text x=\"{Left}\" y=\"20\" font-size=\"14\" font-weight=\"600\">{Plain(chart.Title)}</text>");
        foreach (var mark in x.Marks)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(mark):0.#}\" x2=\"{X(mark):0.#}\" y1=\"{Top}\" y2=\"{Height - Bottom}\" stroke=\"#e8edf2\"/><text x=\"{X(mark):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\" fill=\"#5a6b7d\">{Label(mark)}</text>");
        foreach (var mark in y.Marks)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(mark):0.#}\" y2=\"{Y(mark):0.#}\" stroke=\"#e8edf2\"/><text x=\"{Left - 8}\" y=\"{Y(mark) + 4:0.#}\" text-anchor=\"end\" fill=\"#5a6b7d\">{Label(mark)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\" fill=\"#5a6b7d\">{Plain(chart.X.Name)}</text><text transform=\"translate(16 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\" fill=\"#5a6b7d\">{Plain(chart.Y.Name)}</text>");
        for (var i = 0; i < chart.Lines.Count; i++)
        {
            var (line, colour) = (chart.Lines[i], Colours[i % Colours.Length]);
            var path = string.Join(' ', line.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Y):0.#}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
            foreach (var point in line.Points)
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(point.X):0.#}\" cy=\"{Y(point.Y):0.#}\" r=\"3\" fill=\"{colour}\"><title>{Plain(line.Name)}: {Number.Show(point.Y)} {Plain(chart.Y.Name)} at {Label(point.X)}</title></circle>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Width - Right + 16}\" y=\"{Top + i * 20}\" width=\"12\" height=\"4\" fill=\"{colour}\"/><text x=\"{Width - Right + 34}\" y=\"{Top + i * 20 + 6}\">{Plain(line.Name)}</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Plain(string text) => WebUtility.HtmlEncode(text);

    private static string Label(double value) => value switch
    {
        >= 1_000_000 => (value / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 10_000 => (value / 1_000).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    /// <summary>Where a value lies on an axis, from 0 to 1, and which values are marked.</summary>
    private sealed record Ruler(Func<double, double> Place, double From, double To, IReadOnlyList<double> Marks)
    {
        public double Part(double value) => To == From ? 0.5 : (Place(value) - From) / (To - From);

        public static Ruler For(Scale scale, IEnumerable<double> values)
        {
            var (lowest, highest) = (values.Min(), values.Max());
            return scale switch
            {
                Scale.Percentile => Of(percentile => -Math.Log10(Math.Max(1 - percentile / 100, 1e-6)), 0, highest, [.. Nines.Where(nine => nine <= highest)]),
                Scale.Logarithmic => Logarithmic(Math.Max(lowest, 1e-3), Math.Max(highest, 2e-3)),
                _ => Linear(highest),
            };
        }

        private static Ruler Of(Func<double, double> place, double lowest, double highest, IReadOnlyList<double> marks) => new(place, place(lowest), place(highest), marks);

        private static Ruler Logarithmic(double lowest, double highest)
        {
            var (bottom, top) = (Math.Floor(Math.Log10(lowest)), Math.Ceiling(Math.Log10(highest)));
            var marks = Enumerable.Range((int)bottom, (int)(top - bottom) + 1).SelectMany(power => (double[])[Math.Pow(10, power), 2 * Math.Pow(10, power), 5 * Math.Pow(10, power)]);
            return Of(value => Math.Log10(Math.Max(value, 1e-6)), Math.Pow(10, bottom), Math.Pow(10, top), [.. marks.Where(mark => mark <= Math.Pow(10, top) * 1.001)]);
        }

        private static Ruler Linear(double highest)
        {
            var step = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(highest, 1e-3) / 4)));
            step *= highest / step > 20 ? 5 : highest / step > 8 ? 2 : 1;
            var count = (int)Math.Ceiling(highest / step);
            return Of(value => value, 0, count * step, [.. Enumerable.Range(0, count + 1).Select(i => i * step)]);
        }
    }
}
