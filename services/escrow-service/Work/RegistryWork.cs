using Pengcheng.Chassis.Messaging;
using Pengcheng.Contracts.Registry;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Work;

/// <summary>
/// The registry's notices, in whatever order they come. A notice names an application; one that comes before the trustee has
/// recorded the application is parked with the home's deal, since the registry may be quicker than an office.
/// </summary>
public sealed class RegistryWork(Commands<Deal> deals, NaturalKeys keys, EscrowPolicy policy, ILogger<RegistryWork> log) :
    IHandle<PropertyTransferRegistered>, IHandle<MortgageCancelled>, IHandle<MortgageRegistered>,
    IHandle<Contracts.Registry.AdvanceNoticeRegistered>, IHandle<Contracts.Registry.RegistrationRejected>, IHandle<ApplyRegistryNotice>
{
    /// <summary>A parked notice, once its application is recorded.</summary>
    public Task Handle(ApplyRegistryNotice message, Trigger trigger, CancellationToken cancel) => Apply(trigger, message, cancel);

    /// <inheritdoc/>
    public Task Handle(PropertyTransferRegistered m, Trigger trigger, CancellationToken cancel) => Apply(trigger, new ApplyRegistryNotice(
        m.NoticeId, NoticeKind.TransferRegistered, m.UnitNo, m.AcceptanceNo, CertificateNo: m.CertificateNo), cancel);

    /// <inheritdoc/>
    public Task Handle(MortgageCancelled m, Trigger trigger, CancellationToken cancel) => Apply(trigger, new ApplyRegistryNotice(
        m.NoticeId, NoticeKind.MortgageCancelled, m.UnitNo, m.AcceptanceNo, MortgageProofNo: m.MortgageProofNo), cancel);

    /// <inheritdoc/>
    public Task Handle(MortgageRegistered m, Trigger trigger, CancellationToken cancel) => Apply(trigger, new ApplyRegistryNotice(
        m.NoticeId, NoticeKind.MortgageRegistered, m.UnitNo, m.AcceptanceNo, MortgageProofNo: m.MortgageProofNo, Mortgagee: m.Mortgagee), cancel);

    /// <inheritdoc/>
    public Task Handle(Contracts.Registry.AdvanceNoticeRegistered m, Trigger trigger, CancellationToken cancel) => Apply(trigger, new ApplyRegistryNotice(
        m.NoticeId, NoticeKind.AdvanceNoticeRegistered, m.UnitNo, m.AcceptanceNo, Right: m.Right == AdvanceNoticeRight.Transfer ? "transfer" : "mortgage"), cancel);

    /// <inheritdoc/>
    public Task Handle(Contracts.Registry.RegistrationRejected m, Trigger trigger, CancellationToken cancel) => Apply(trigger, new ApplyRegistryNotice(
        m.NoticeId, NoticeKind.RegistrationRejected, m.UnitNo, m.AcceptanceNo, Reason: m.Reason), cancel);

    private async Task Apply(Trigger trigger, ApplyRegistryNotice notice, CancellationToken cancel)
    {
        var live = await keys.Find(EscrowKeys.Unit, notice.UnitNo, cancel);
        if (await keys.Find(EscrowKeys.Acceptance, notice.AcceptanceNo, cancel) is { } dealId && !await IsOfAnotherHome(dealId, live, notice, cancel))
        {
            await deals.Run(dealId, trigger, (deal, facts) => ApplyRegistryNotice.Decide(deal!, notice, facts, policy));
            return;
        }

        // Most of the city's registrations concern no escrow deal. One whose home has a live deal is waited for.
        if (live is not { } home)
        {
            log.LogDebug("Notice {NoticeId} concerns no deal", notice.NoticeId);
            return;
        }

        await deals.Run(home, trigger, (deal, facts) => ParkNotice.Decide(deal!, notice, facts, policy));
    }

    // The number was recorded with the wrong deal: the notice waits with the deal of its home until that is put right.
    private async Task<bool> IsOfAnotherHome(Guid dealId, Guid? live, ApplyRegistryNotice notice, CancellationToken cancel) =>
        live is not null && live != dealId && (await deals.Load(dealId, cancel)).State?.UnitNo != notice.UnitNo;
}
