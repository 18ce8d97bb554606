namespace Pengcheng.Contracts;

/// <summary>The only place where a fraction of a fen is dropped.</summary>
public static class Rounding
{
    private const int WholeInBasisPoints = 10_000;

    /// <summary>
    /// The share of an amount, rounded down to the fen (towards minus infinity), in favour of the public purse:
    /// 11 % of CNY 100.05 is CNY 11.00.
    /// </summary>
    /// <exception cref="OverflowException">The result is beyond what an amount can hold.</exception>
    public static Money Down(Money amount, BasisPoints rate) => Down(amount, rate, 1, 1);

    /// <summary>
    /// Interest of some days at a yearly rate, multiplied out first and rounded down once.
    /// Where the daily interest is given in fen, <c>days * dailyInterest</c> is exact and needs no rounding.
    /// </summary>
    /// <param name="principal">What the interest is on.</param>
    /// <param name="yearlyRate">The rate of a year.</param>
    /// <param name="days">Days of interest; not negative.</param>
    /// <param name="daysOfYear">The day-count convention: 360 or 365.</param>
    /// <exception cref="OverflowException">The result is beyond what an amount can hold.</exception>
    public static Money Down(Money principal, BasisPoints yearlyRate, int days, int daysOfYear)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(daysOfYear);

        var numerator = (Int128)principal.Minor * yearlyRate.Value * days;
        var denominator = (Int128)WholeInBasisPoints * daysOfYear;
        var (quotient, remainder) = Int128.DivRem(numerator, denominator);
        return new(checked((long)(remainder < 0 ? quotient - 1 : quotient)), principal.Currency);
    }
}
