using Pengcheng.Contracts.Registry;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry;

/// <summary>What the other services hear of an accepted notice.</summary>
public sealed class Publishing : IReactions<Notice>
{
    /// <inheritdoc/>
    public IEnumerable<Effect> React(Notice? before, object @event, Notice after, Facts facts) => [new Effect.Publish(EventOf(after.Accepted.Body))];

    /// <summary>The integration event of a notice; its body has been checked to have what its kind needs.</summary>
    public static object EventOf(NoticeBody n) => n.Kind switch
    {
        NoticeKind.TransferRegistered => new PropertyTransferRegistered(n.UnitNo, n.AcceptanceNo, n.CertificateNo!, n.At, n.NoticeId),
        NoticeKind.MortgageCancelled => new MortgageCancelled(n.UnitNo, n.AcceptanceNo, n.MortgageProofNo!, n.At, n.NoticeId),
        NoticeKind.MortgageRegistered => new MortgageRegistered(n.UnitNo, n.AcceptanceNo, n.MortgageProofNo!, n.Mortgagee!, n.At, n.NoticeId),
        NoticeKind.AdvanceNoticeRegistered => new AdvanceNoticeRegistered(n.UnitNo, n.AcceptanceNo, n.Right!.Value, n.At, n.NoticeId),
        NoticeKind.RegistrationRejected => new RegistrationRejected(n.UnitNo, n.AcceptanceNo, n.Reason!, n.At, n.NoticeId),
        _ => throw new ArgumentOutOfRangeException(nameof(n), n.Kind, "A kind of notice without an integration event."),
    };
}
