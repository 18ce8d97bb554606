namespace Pengcheng.Escrow.Tests.Histories;

/// <summary>The land registry: decides on applications part by part, as the mode has it, and now and then contradicts itself.</summary>
internal sealed class SimulatedRegistry(Random dice)
{
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);
    private int _serial;

    /// <summary>The notices of the deal's next step, if the registry has something to do.</summary>
    public List<ApplyRegistryNotice> Decide(Deal deal, bool helpful)
    {
        if (deal.Registration.AcceptanceNos.IsEmpty) return [];
        var acceptance = deal.Registration.AcceptanceNos[^1];
        var parts = Parts(deal);
        if (parts.Count == 0 || !_decided.Add($"{deal.DealNo}/{acceptance}/{string.Join(',', parts.Select(p => p.Kind))}/{(helpful ? 1 : 0)}")) return [];

        var roll = helpful ? 0 : dice.Next(100);
        if (roll is >= 80 and < 88) return [Notice(NoticeKind.RegistrationRejected, deal, acceptance)];
        var notices = parts.ConvertAll(p => p with { NoticeId = $"N{++_serial}", AcceptanceNo = acceptance });
        if (roll >= 95) notices.Add(Notice(NoticeKind.RegistrationRejected, deal, acceptance));
        if (roll is >= 92 and < 95) notices.RemoveAt(dice.Next(notices.Count));
        return notices;
    }

    /// <summary>A notice that is none of the deal's business, or that cannot be true.</summary>
    public ApplyRegistryNotice Nonsense(Deal deal) => dice.Next(4) switch
    {
        0 => Notice(NoticeKind.TransferRegistered, deal, "ACC-OTHER") with { CertificateNo = Samples.Certificate },
        1 => Notice(NoticeKind.TransferRegistered, deal, "ACC-1") with { UnitNo = RealEstateUnitCode.Parse("440304005003GB00012F99999999"), CertificateNo = Samples.Certificate },
        2 => Notice(NoticeKind.MortgageRegistered, deal, "ACC-1"),
        _ => Notice(NoticeKind.MortgageCancelled, deal, deal.Registration.AcceptanceNos.FirstOrDefault() ?? "ACC-0") with { MortgageProofNo = Samples.Proof(999) },
    };

    private ApplyRegistryNotice Notice(NoticeKind kind, Deal deal, string acceptance) => new($"N{++_serial}", kind, deal.UnitNo, acceptance, Reason: "no");

    private static List<ApplyRegistryNotice> Parts(Deal deal)
    {
        var r = deal.Registration;
        ApplyRegistryNotice[] transfer = r.HasTransfer ? [] : [New(NoticeKind.TransferRegistered) with { CertificateNo = Samples.Certificate }];
        var cancellations = deal.Lending.Old.Where(l => !r.Cancelled.Contains(l.Loan.MortgageProofNo.ToString())).Select(l => New(NoticeKind.MortgageCancelled) with { MortgageProofNo = l.Loan.MortgageProofNo });
        var mortgages = deal.Lending.New.Where(l => !r.Registered.Contains(l.Loan.Lender.ToString())).Select(l => New(NoticeKind.MortgageRegistered) with { Mortgagee = l.Loan.Lender, MortgageProofNo = Samples.Proof(500) });
        var advance = new[] { "transfer", "mortgage" }.Where(right => !r.AdvanceNotices.Contains(right)).Select(right => New(NoticeKind.AdvanceNoticeRegistered) with { Right = right });
        return deal.Mode switch
        {
            RegistrationMode.SimultaneousTriple => [.. transfer, .. cancellations, .. mortgages],
            RegistrationMode.SequentialMortgage => deal.Payments.OldLoansSettled ? [.. transfer, .. cancellations, .. mortgages] : [.. transfer, .. mortgages],
            _ => deal.Payments.OldLoansSettled ? [.. transfer, .. cancellations, .. mortgages] : [.. advance],
        };

        ApplyRegistryNotice New(NoticeKind kind) => new("", kind, deal.UnitNo, "");
    }
}
