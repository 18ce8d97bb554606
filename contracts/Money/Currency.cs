namespace Pengcheng.Contracts;

/// <summary>ISO 4217 currencies in which the platform holds money. A second one is an addition that every door must first learn to refuse.</summary>
public enum Currency
{
    /// <summary>Renminbi (人民币), minor unit fen (分), two decimals.</summary>
    Cny,
}

/// <summary>Two currencies met in one sum: a defect, never a matter of data.</summary>
public sealed class CurrencyMismatchException(Currency left, Currency right)
    : InvalidOperationException($"Cannot combine {left} with {right}.");
