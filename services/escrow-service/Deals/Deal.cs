using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Funding;
using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Deals;

/// <summary>How a deal's end was decided, while money is still on its way back.</summary>
/// <param name="Outcome"><c>lapsed</c>, <c>cancelled</c> or <c>unwound</c>.</param>
/// <param name="Reason">A stable code.</param>
public sealed record DealEnding(string Outcome, string Reason);

/// <summary>The end.</summary>
/// <param name="Outcome"><c>closed</c>, <c>lapsed</c>, <c>cancelled</c> or <c>unwound</c>.</param>
/// <param name="Refunded">What went back to the payers.</param>
public sealed record DealEnd(string Outcome, Money Refunded);

/// <summary>
/// One mortgaged home changing hands under escrow (带押过户资金托管). Built by events only, see <c>Deal.Evolve.cs</c>;
/// the parts have their own records: money in (<see cref="Funds"/>), loans (<see cref="Lending"/>), the registry
/// (<see cref="Registration"/>), money out (<see cref="Payments"/>) and what stops it (<see cref="Holds"/>).
/// </summary>
public sealed partial record Deal : IState<Deal>
{
    /// <summary>The stream's id.</summary>
    public required Guid DealId { get; init; }

    /// <summary>The printed number.</summary>
    public required DealNo DealNo { get; init; }

    /// <summary>The home.</summary>
    public required RealEstateUnitCode UnitNo { get; init; }

    /// <summary>P.</summary>
    public required Money Price { get; init; }

    /// <summary>D as agreed.</summary>
    public required Money DownPayment { get; init; }

    /// <summary>The order of registrations.</summary>
    public required RegistrationMode Mode { get; init; }

    /// <summary>Who buys.</summary>
    public required ImmutableList<Buyer> Buyers { get; init; }

    /// <summary>Who sells.</summary>
    public required ImmutableList<Seller> Sellers { get; init; }

    /// <summary>The business date of opening.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>The online contract filing number (网签), if given.</summary>
    public string? ContractFilingNo { get; init; }

    /// <summary>Whether the last screening found nothing.</summary>
    public bool TitleIsClean { get; init; }

    /// <summary>Who has signed.</summary>
    public ImmutableHashSet<string> Signers { get; init; } = [];

    /// <summary>Whether the agreement is effective.</summary>
    public bool IsEffective { get; init; }

    /// <summary>The loans on both sides.</summary>
    public Lending Lending { get; init; } = new();

    /// <summary>Money in.</summary>
    public Funds Funds { get; init; } = new();

    /// <summary>What the registry did.</summary>
    public Registration Registration { get; init; } = new();

    /// <summary>Money out.</summary>
    public Payments Payments { get; init; } = new();

    /// <summary>What stops money.</summary>
    public Holds Holds { get; init; } = new();

    /// <summary>How the end was decided, if the deal did not go through.</summary>
    public DealEnding? Ending { get; init; }

    /// <summary>The end, when nothing is left to do.</summary>
    public DealEnd? End { get; init; }

    /// <summary>Whether the deal goes on: neither called off nor done.</summary>
    public bool IsLive => Ending is null && End is null;

    /// <summary>Whether both parties or a court decided how the deal ends; then the register may say what it will.</summary>
    public bool IsEndedByPaper => Ending is not null && Payments.Of(LinePurpose.Release).Any();

    /// <summary>I1: in minus out. What the deal holds, in transit included.</summary>
    public Money Balance => Funds.Total - Payments.Settled;

    /// <summary>What the account bank owes for its mistakes with this deal's payments and credits; below zero where it paid too little. Not the deal's money.</summary>
    public Money Claims { get; init; }

    /// <summary>What is held for the deal and not yet assigned to a line.</summary>
    public Money Unassigned => Funds.Purchase + Funds.Of(ReceiptKind.HeldDisbursement) - Payments.Assigned;

    /// <summary>The gate for new loans and payoffs, as the mode has it. Contradicting notices close it.</summary>
    public bool LendersMayDisburse => RegistrationGuards.Of(Mode).LendersMayDisburse(Registration) && Registration.Inconsistent is null;

    /// <summary>A seller by subject.</summary>
    public Seller? SellerOf(string subject) => Sellers.Find(s => s.Subject == subject);
}
