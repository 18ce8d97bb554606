namespace Pengcheng.Escrow;

/// <summary>What belongs to one deal at a time, and leads to it.</summary>
public static class EscrowKeys
{
    /// <summary>The home; from the opening of a deal to its end.</summary>
    public static readonly NaturalKey<RealEstateUnitCode> Unit = new("unit", unit => unit.ToString(), EscrowErrors.UnitHasLiveDeal);

    /// <summary>The deal's printed number, which payers write into their remittances.</summary>
    public static readonly NaturalKey<DealNo> DealNo = new("deal-no", number => number.ToString(), EscrowErrors.DealNoTaken);

    /// <summary>The acceptance number of an application at the registry.</summary>
    public static readonly NaturalKey<string> Acceptance = new("acceptance", number => number, EscrowErrors.AcceptanceTaken);

    /// <summary>The bank's reference of a credit: the same money is never taken for two deals.</summary>
    public static readonly NaturalKey<string> Credit = new("credit", reference => reference, EscrowErrors.CreditOfAnotherDeal);
}
