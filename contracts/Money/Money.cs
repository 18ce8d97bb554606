using System.Text.Json.Serialization;

namespace Pengcheng.Contracts;

/// <summary>An exact amount: whole minor units (fen, 分) of a currency; on every wire the plain string <c>CNY 1234.56</c>.</summary>
/// <remarks>Its text is in <c>MoneyText.cs</c>. Sums are checked: an overflow throws and never wraps. The default value is CNY 0.00.</remarks>
/// <param name="Minor">Minor units; may be negative (a difference, a credit).</param>
/// <param name="Currency">The currency.</param>
[JsonConverter(typeof(PlainTextConverter<Money>))]
public readonly partial record struct Money(long Minor, Currency Currency) : IPlainText<Money>, IComparable<Money>
{
    /// <summary>CNY 0.00.</summary>
    public static Money Zero => default;

    /// <summary>Whether nothing.</summary>
    public bool IsZero => Minor == 0;

    /// <summary>Whether above zero.</summary>
    public bool IsPositive => Minor > 0;

    /// <summary>Whether below zero.</summary>
    public bool IsNegative => Minor < 0;

    /// <summary>An amount of fen.</summary>
    public static Money Cny(long fen) => new(fen, Currency.Cny);

    /// <summary>The sum; CNY 0.00 of none.</summary>
    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Zero, (sum, amount) => sum + amount);

    /// <summary>The smaller one.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <summary>The larger one.</summary>
    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <summary>Adds; throws on overflow and on different currencies.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Minor + right.Minor), Same(left, right));

    /// <summary>Subtracts; throws on overflow and on different currencies.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Minor - right.Minor), Same(left, right));

    /// <summary>The opposite amount; throws on overflow.</summary>
    public static Money operator -(Money amount) => new(checked(-amount.Minor), amount.Currency);

    /// <summary>A whole multiple, exact (days × daily interest); throws on overflow.</summary>
    public static Money operator *(Money amount, long times) => new(checked(amount.Minor * times), amount.Currency);

    /// <summary>A whole multiple, exact (days × daily interest); throws on overflow.</summary>
    public static Money operator *(long times, Money amount) => amount * times;

    /// <summary>Compares; throws on different currencies.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Compares; throws on different currencies.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Compares; throws on different currencies.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Compares; throws on different currencies.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <inheritdoc cref="operator +(Money, Money)" />
    public static Money Add(Money left, Money right) => left + right;

    /// <inheritdoc cref="operator -(Money, Money)" />
    public static Money Subtract(Money left, Money right) => left - right;

    /// <inheritdoc cref="operator -(Money)" />
    public static Money Negate(Money amount) => -amount;

    /// <inheritdoc cref="operator *(Money, long)" />
    public static Money Multiply(Money amount, long times) => amount * times;

    /// <summary>Compares; throws on different currencies.</summary>
    public int CompareTo(Money other)
    {
        Same(this, other);
        return Minor.CompareTo(other.Minor);
    }

    private static Currency Same(Money left, Money right) =>
        left.Currency == right.Currency ? left.Currency : throw new CurrencyMismatchException(left.Currency, right.Currency);
}
