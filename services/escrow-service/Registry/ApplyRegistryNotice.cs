using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Registry;

/// <summary>What kind of notice the registry sent.</summary>
public enum NoticeKind
{
    /// <summary>T.</summary>
    TransferRegistered,

    /// <summary>C, of one mortgage.</summary>
    MortgageCancelled,

    /// <summary>N, of one lender.</summary>
    MortgageRegistered,

    /// <summary>An advance notice of the transfer or of the mortgage.</summary>
    AdvanceNoticeRegistered,

    /// <summary>The application was refused.</summary>
    RegistrationRejected,
}

/// <summary>A notice of the land registry about the deal's home. At least once, in any order.</summary>
/// <param name="NoticeId">The registry's id, the same in each delivery.</param>
/// <param name="Kind">Which part.</param>
/// <param name="UnitNo">The home.</param>
/// <param name="AcceptanceNo">The application.</param>
/// <param name="CertificateNo">Of a transfer: the new certificate.</param>
/// <param name="MortgageProofNo">Of a mortgage: its proof.</param>
/// <param name="Mortgagee">Of a new mortgage: the lender.</param>
/// <param name="Right">Of an advance notice: <c>transfer</c> or <c>mortgage</c>.</param>
/// <param name="Reason">Of a rejection.</param>
public sealed record ApplyRegistryNotice(
    string NoticeId, NoticeKind Kind, RealEstateUnitCode UnitNo, string AcceptanceNo, OwnershipCertificateNo? CertificateNo = null,
    MortgageProofNo? MortgageProofNo = null, CnapsCode? Mortgagee = null, string? Right = null, string? Reason = null)
{
    /// <summary>Why a rejected application suspends a deal.</summary>
    public const string RejectedApplication = "registration-rejected";

    /// <summary>The money is paid back, and the home is the buyer's or an old mortgage is gone after all: a person must look at it at once.</summary>
    public const string AfterTheEnd = "registered-after-the-end";

    /// <summary>Applied if it is the deal's own and says something new; contradictions stop the money; all else is recorded as ignored, once.</summary>
    public static Decision Decide(Deal deal, ApplyRegistryNotice command, Facts facts, EscrowPolicy policy)
    {
        if (deal.Registration.Seen.Contains(command.NoticeId)) return Decision.Nothing;
        var unfolding = new Unfolding(deal, facts, policy);
        if (Ignore(deal, command) is { } reason)
        {
            unfolding.Add(new CallbackIgnored(command.NoticeId, reason));
            if (deal.End is not null && IsNews(deal, command))
                unfolding.Add(new SecurityIncidentRaised($"notice:{command.NoticeId}", AfterTheEnd, command.Kind.ToString()));
            return unfolding.Decide();
        }

        switch (command.Kind)
        {
            case NoticeKind.TransferRegistered:
                unfolding.Add(new TransferRegistered(command.NoticeId, command.AcceptanceNo, command.CertificateNo!));
                if (!deal.IsLive && !deal.IsEndedByPaper) unfolding.Add(new RegistrationInconsistent(command.NoticeId, "transfer-after-the-deal-was-ended"));
                break;
            case NoticeKind.MortgageCancelled:
                unfolding.Add(deal.Registration.OldMortgages.Contains(command.MortgageProofNo!.ToString())
                    ? new OldMortgageCancelled(command.NoticeId, command.AcceptanceNo, command.MortgageProofNo)
                    : new RegistrationInconsistent(command.NoticeId, "cancelled-mortgage-is-not-of-this-deal"));
                if (!deal.IsLive && !deal.IsEndedByPaper) unfolding.Add(new RegistrationInconsistent(command.NoticeId, "cancellation-after-the-deal-was-ended"));
                break;
            case NoticeKind.MortgageRegistered:
                unfolding.Add(deal.Registration.NewLenders.Contains(command.Mortgagee!.ToString())
                    ? new NewMortgageRegistered(command.NoticeId, command.AcceptanceNo, command.Mortgagee, command.MortgageProofNo!)
                    : new RegistrationInconsistent(command.NoticeId, "mortgagee-is-not-a-lender-of-this-deal"));
                break;
            case NoticeKind.AdvanceNoticeRegistered:
                unfolding.Add(new AdvanceNoticeRegistered(command.NoticeId, command.AcceptanceNo, command.Right!));
                break;
            case NoticeKind.RegistrationRejected:
                Reject(unfolding, command, facts, policy);
                break;
        }

        // The same contradiction, told in the other order.
        if (command.Kind != NoticeKind.RegistrationRejected && deal.Registration.Rejected.Contains(command.AcceptanceNo) && unfolding.Deal.Registration.Inconsistent is null)
            unfolding.Add(new RegistrationInconsistent(command.NoticeId, "registered-after-a-rejection"));
        return unfolding.Decide();
    }

    private static void Reject(Unfolding unfolding, ApplyRegistryNotice notice, Facts facts, EscrowPolicy policy)
    {
        var deal = unfolding.Deal;
        // A rejection of the application under which something was registered: the notices disagree.
        if (deal.Registration.BegunUnder.Contains(notice.AcceptanceNo))
        {
            unfolding.Add(new RegistrationInconsistent(notice.NoticeId, "rejected-after-a-part-was-registered"));
            return;
        }

        unfolding.Add(new RegistrationRejected(notice.NoticeId, notice.AcceptanceNo, notice.Reason ?? ""));
        if (deal is { IsLive: true, Holds.Suspension: null } && !deal.Registration.HasBegun)
            unfolding.Add(new DealSuspended(RejectedApplication, facts.Calendar.Add(facts.Today, policy.CureWorkingDays)));
    }

    // A transfer or cancellation of the deal's own, told for the first time.
    private static bool IsNews(Deal deal, ApplyRegistryNotice notice) => notice.UnitNo == deal.UnitNo && notice.Kind switch
    {
        NoticeKind.TransferRegistered => !deal.Registration.HasTransfer,
        NoticeKind.MortgageCancelled => notice.MortgageProofNo?.ToString() is { } proof && deal.Registration.OldMortgages.Contains(proof) && !deal.Registration.Cancelled.Contains(proof),
        _ => false,
    };

    private static string? Ignore(Deal deal, ApplyRegistryNotice notice) =>
        deal.End is not null ? "deal-ended"
        : notice.UnitNo != deal.UnitNo ? "other-unit"
        : !deal.Registration.AcceptanceNos.Contains(notice.AcceptanceNo) && !deal.Registration.Rejected.Contains(notice.AcceptanceNo) ? "other-application"
        : notice.Kind switch
        {
            NoticeKind.TransferRegistered => notice.CertificateNo is null ? "incomplete" : deal.Registration.HasTransfer ? "already-registered" : null,
            NoticeKind.MortgageCancelled => notice.MortgageProofNo is not { } proof ? "incomplete" : deal.Registration.Cancelled.Contains(proof.ToString()) ? "already-cancelled" : null,
            NoticeKind.MortgageRegistered => notice.Mortgagee is not { } lender || notice.MortgageProofNo is null ? "incomplete" : deal.Registration.Registered.Contains(lender.ToString()) ? "already-registered" : null,
            NoticeKind.AdvanceNoticeRegistered => notice.Right is not ("transfer" or "mortgage") ? "incomplete" : deal.Registration.AdvanceNotices.Contains(notice.Right) ? "already-registered" : null,
            NoticeKind.RegistrationRejected => deal.Registration.Rejected.Contains(notice.AcceptanceNo) ? "already-rejected" : null,
            _ => "unknown-kind",
        };
}
