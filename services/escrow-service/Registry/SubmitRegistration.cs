using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Funding;

namespace Pengcheng.Escrow.Registry;

/// <summary>The parties have applied at the registry.</summary>
/// <param name="AcceptanceNo">The registry's acceptance number (受理号).</param>
public sealed record SubmitRegistration(string AcceptanceNo)
{
    // As long as registry-service takes one.
    private const int LongestNumber = 64;

    /// <summary>
    /// Deposit complete, lenders' words given, old loans covered; nothing holds the deal. An application under which the registry has
    /// told of a transfer or a cancellation already is recorded, whatever the deal lacks.
    /// </summary>
    public static Decision Decide(Deal deal, SubmitRegistration command, Facts facts, EscrowPolicy policy)
    {
        if (Texts.Refuse("acceptanceNo", command.AcceptanceNo, LongestNumber) is { } invalid) return invalid;
        if (deal.Registration.AcceptanceNos.Contains(command.AcceptanceNo)) return Decision.Nothing;
        if (deal.Registration.Rejected.Contains(command.AcceptanceNo)) return EscrowErrors.AcceptanceTaken.With(("value", command.AcceptanceNo));
        return Refuse(deal, deal.Registration.IsAheadUnder(command.AcceptanceNo), facts, policy) is { } refusal
            ? refusal
            : new Unfolding(deal, facts, policy)
                .Add(new RegistrationSubmitted(command.AcceptanceNo, facts.Calendar.Add(facts.Today, policy.RegistryDecisionWorkingDays)))
                .Decide();
    }

    private static Refusal? Refuse(Deal deal, bool ahead, Facts facts, EscrowPolicy policy)
    {
        if (deal.End is not null || (!deal.IsLive && !ahead)) return EscrowErrors.DealEnded.With(("status", deal.Status));
        if (Hold(deal) is { } reason) return EscrowErrors.OnHold.With(("reason", reason));
        if (deal.Registration.IsComplete) return EscrowErrors.WrongState.With(("status", deal.Status));

        // In the modes that register in several steps, the later applications meet a deal that has passed these checks.
        if (!deal.Registration.AcceptanceNos.IsEmpty)
            return RegistrationGuards.Of(deal.Mode).SeveralApplications ? null : EscrowErrors.WrongState.With(("status", deal.Status));

        // What was begun must be finished: an application was rejected after a part had been registered.
        if (deal.Registration.HasBegun) return null;
        if (ahead) return deal.Lending.AllQuoted ? null : EscrowErrors.QuoteMissing.With();
        if (!deal.TitleIsClean) return EscrowErrors.TitleNotScreened.With();
        if (!deal.Funds.DepositComplete) return EscrowErrors.DepositIncomplete.With(("missing", deal.DownPayment - deal.Funds.Of(ReceiptKind.DownPayment)));
        if (!deal.Lending.AllApproved) return EscrowErrors.LoanNotApproved.With();
        if (!deal.Lending.AllQuoted) return EscrowErrors.QuoteMissing.With();
        var missing = Coverage.Missing(deal, facts.Today, policy);
        return missing.IsPositive ? EscrowErrors.CoverageShort.With(("missing", missing)) : null;
    }

    private static string? Hold(Deal deal) =>
        deal.Holds.Freezes.Any(f => f.Scope != FreezeScope.Seller) ? "frozen"
        : deal.Holds.Dispute is not null ? "dispute"
        : deal.Holds.Suspension is not null ? "suspended"
        : !deal.Holds.Incidents.IsEmpty ? "incident"
        : deal.Registration.Inconsistent is not null ? "registration-inconsistent"
        : null;
}
