using System.Globalization;

namespace Pengcheng.Inspection.Tests;

/// <summary>
/// A year of raw plans as Guangming had before it coordinated: 13,000 firms in 240 blocks, inspected by fourteen bodies, each of which
/// plans for itself. Safety production makes 57.5 % of the plans, as in the pilot. The rest is our assumption: risky firms are
/// planned for by many bodies, and of ten plans four are of the year's plan without a date, three are for a half-year, two for a quarter,
/// one for a month. How much can be merged depends on these windows more than on anything else.
/// </summary>
internal static class SyntheticYear
{
    public const int Firms = 13_000;

    private static readonly DateOnly First = new(2025, 1, 1);

    private static readonly string[] Others =
        ["消防", "市场监管", "生态环境", "住建", "交通", "卫生健康", "水务", "劳动监察", "城管", "规划资源", "文体", "气象", "统计"];

    public static List<PendingFirm> Make(int seed)
    {
        var dice = new Random(seed);
        return [.. Enumerable.Range(0, Firms).Select(i => new PendingFirm(
            string.Create(CultureInfo.InvariantCulture, $"9144031{i:00000000}"), string.Create(CultureInfo.InvariantCulture, $"4403110{i % 6 + 1:00}-G{i % 240:000}"), [], Plans(dice, i)))];
    }

    private static ImmutableList<PendingPlan> Plans(Random dice, int firm)
    {
        // A fifth are risky, half have a workshop, the rest are offices and shops that few bodies plan for.
        var count = dice.Next(10) switch { < 2 => dice.Next(8, 15), < 7 => dice.Next(4, 8), _ => dice.Next(1, 4) };
        return [.. Enumerable.Range(0, count).Select(n =>
        {
            var body = dice.Next(1000) < 575 ? "应急管理" : Others[dice.Next(Others.Length)];
            var window = dice.Next(100) switch
            {
                < 40 => From(First, 12),
                < 70 => Half(dice),
                < 90 => Quarter(dice),
                _ => Month(dice),
            };
            return new PendingPlan(new Guid(firm, (short)n, 0, [0x80, 0, 0, 0, 0, 0, 0, 0]), body, window, 15 * dice.Next(1, 5));
        })];
    }

    private static DayRange Half(Random dice) => From(First.AddMonths(6 * dice.Next(2)), 6);

    private static DayRange Quarter(Random dice) => From(First.AddMonths(3 * dice.Next(4)), 3);

    private static DayRange Month(Random dice) => From(First.AddMonths(dice.Next(12)), 1);

    private static DayRange From(DateOnly from, int months) => new(from, from.AddMonths(months).AddDays(-1));
}
