using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using static Pengcheng.Contracts.Tests.IdentifierTests;

namespace Pengcheng.Contracts.Tests;

/// <summary>Amounts are exact: checked sums, one text each, one rounding.</summary>
public sealed class MoneyTests
{
    private static readonly Gen<long> Fen = Gen.OneOf(
        ArbMap.Default.GeneratorFor<long>(), Gen.Choose(-100_000, 100_000).Select(fen => (long)fen), Gen.Elements(long.MinValue, long.MaxValue, 0, -1, 1));

    [TestCase(0, "CNY 0.00"), TestCase(1, "CNY 0.01"), TestCase(-1, "CNY -0.01"), TestCase(123456, "CNY 1234.56")]
    [TestCase(500_000_000, "CNY 5000000.00"), TestCase(long.MaxValue, "CNY 92233720368547758.07"), TestCase(long.MinValue, "CNY -92233720368547758.08")]
    public void An_amount_has_one_text(long fen, string text)
    {
        Assert.That(Money.Cny(fen).ToString(), Is.EqualTo(text));
        Assert.That(Money.Parse(text), Is.EqualTo(Money.Cny(fen)));
    }

    [TestCase("1234.56", "currency"), TestCase("CNY1234.56", "currency"), TestCase("cny 1234.56", "currency"), TestCase("RMB 1.00", "currency")]
    [TestCase("USD 1.00", "currency"), TestCase("¥1.00", "currency"), TestCase("CNY\u00a01.00", "currency"), TestCase("1.00 CNY", "currency")]
    [TestCase("CNY 1,234.56", "shape"), TestCase("CNY 1234", "shape"), TestCase("CNY 1234.5", "shape"), TestCase("CNY 1234.567", "shape")]
    [TestCase("CNY 1234,56", "shape"), TestCase("CNY .56", "shape"), TestCase("CNY 01.00", "shape"), TestCase("CNY +1.00", "shape")]
    [TestCase("CNY -0.00", "shape"), TestCase("CNY --1.00", "shape"), TestCase("CNY 1e5.00", "shape"), TestCase("CNY  1.00", "shape")]
    [TestCase("CNY 1.00 ", "shape"), TestCase("CNY １.００", "shape"), TestCase("CNY 1.0\u0660", "shape"), TestCase("CNY -", "shape"), TestCase("CNY ", "shape")]
    [TestCase("CNY 92233720368547758.08", "range"), TestCase("CNY -92233720368547758.09", "range"), TestCase("CNY 999999999999999999999999.00", "range")]
    [TestCase("", "missing"), TestCase(null, "missing")]
    public void Another_text_is_refused(string? text, string reason) => Refused<Money>(text, reason);

    [Test]
    public void Sums_are_exact_or_throw() => Holds.ForAll(Fen.Two(), pair =>
    {
        var (left, right) = (Money.Cny(pair.Item1), Money.Cny(pair.Item2));
        ExactOrOverflow((BigInteger)pair.Item1 + pair.Item2, () => left + right);
        ExactOrOverflow((BigInteger)pair.Item1 - pair.Item2, () => left - right);
        ExactOrOverflow((BigInteger)pair.Item1 * pair.Item2, () => left * pair.Item2);
        ExactOrOverflow(-(BigInteger)pair.Item1, () => -left);
        Assert.That((left < right, left <= right, left > right, left >= right), Is.EqualTo(
            (pair.Item1 < pair.Item2, pair.Item1 <= pair.Item2, pair.Item1 > pair.Item2, pair.Item1 >= pair.Item2)));
    }, times: 5000);

    [Test]
    public void A_share_is_the_whole_fen_below_or_equal() => Holds.ForAll(Fen.Zip(ArbMap.Default.GeneratorFor<int>()), input =>
    {
        var (fen, rate) = input;
        var product = (BigInteger)fen * rate;
        ExactOrOverflow(Floor(product, 10_000), () => Rounding.Down(Money.Cny(fen), new BasisPoints(rate)));
    }, times: 5000);

    [Test]
    public void Interest_of_days_is_rounded_once() => Holds.ForAll(Fen.Zip(Gen.Choose(0, 2_000)).Zip(Gen.Choose(0, 40_000)), input =>
    {
        var ((fen, rate), days) = input;
        ExactOrOverflow(Floor((BigInteger)fen * rate * days, 10_000 * 360), () => Rounding.Down(Money.Cny(fen), new BasisPoints(rate), days, 360));
    }, times: 5000);

    [TestCase(10_005, 1100, 1100), TestCase(-10_005, 1100, -1101), TestCase(1, 9999, 0), TestCase(1, 10_000, 1), TestCase(0, 1100, 0)]
    public void Rounding_goes_down(long fen, int basisPoints, long expected) =>
        Assert.That(Rounding.Down(Money.Cny(fen), new BasisPoints(basisPoints)), Is.EqualTo(Money.Cny(expected)));

    [Test]
    public void Days_times_daily_interest_is_exact() => Assert.That(10 * Money.Cny(12_345), Is.EqualTo(Money.Cny(123_450)));

    [Test]
    public void Negative_days_are_a_defect() =>
        Assert.That(() => Rounding.Down(Money.Cny(1), new BasisPoints(1), -1, 360), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Currencies_do_not_mix()
    {
        var (yuan, other) = (Money.Cny(1), new Money(1, (Currency)1));
        Assert.That(() => yuan + other, Throws.TypeOf<CurrencyMismatchException>());
        Assert.That(() => yuan - other, Throws.TypeOf<CurrencyMismatchException>());
        Assert.That(() => yuan < other, Throws.TypeOf<CurrencyMismatchException>());
        Assert.That(() => Money.Sum([yuan, other]), Throws.TypeOf<CurrencyMismatchException>());
        Assert.That(yuan, Is.Not.EqualTo(other));
    }

    [Test]
    public void The_default_is_nothing()
    {
        Assert.That(default(Money).ToString(), Is.EqualTo("CNY 0.00"));
        Assert.That((Money.Zero.IsZero, Money.Zero.IsPositive, Money.Zero.IsNegative), Is.EqualTo((true, false, false)));
        Assert.That(Money.Sum([]), Is.EqualTo(Money.Zero));
        Assert.That((Money.Min(Money.Zero, Money.Cny(1)), Money.Max(Money.Zero, Money.Cny(1))), Is.EqualTo((Money.Zero, Money.Cny(1))));
    }

    [TestCase("1100"), TestCase("11%"), TestCase("+1100bp"), TestCase("01100bp"), TestCase("1100 bp"), TestCase("1100BP"), TestCase("11.5bp")]
    [TestCase("-0bp"), TestCase("bp"), TestCase("2147483648bp"), TestCase("１bp"), TestCase(" 1bp")]
    public void Another_rate_is_refused(string text) => Refused<BasisPoints>(text, "shape");

    private static BigInteger Floor(BigInteger numerator, BigInteger denominator) =>
        BigInteger.DivRem(numerator, denominator, out var remainder) - (remainder.Sign < 0 ? 1 : 0);

    private static void ExactOrOverflow(BigInteger expected, Func<Money> sum)
    {
        if (expected >= long.MinValue && expected <= long.MaxValue)
        {
            Assert.That(sum(), Is.EqualTo(Money.Cny((long)expected)));
        }
        else
        {
            Assert.That(() => sum(), Throws.TypeOf<OverflowException>());
        }
    }
}
