using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Registry;

/// <summary>A notice about the deal's home under an application that the trustee has not recorded yet: kept until then.</summary>
[EventName("escrow.notice-parked.v1")]
public sealed record NoticeParked(ApplyRegistryNotice Notice);

/// <summary>The registry was quicker than the office.</summary>
public static class ParkNotice
{
    /// <summary>Kept once. A recorded application applies it, see <see cref="DealReactions"/>; one that never comes leaves it for people to see.</summary>
    public static Decision Decide(Deal deal, ApplyRegistryNotice notice, Facts facts, EscrowPolicy policy) =>
        deal.Registration.AcceptanceNos.Contains(notice.AcceptanceNo) ? ApplyRegistryNotice.Decide(deal, notice, facts, policy)
        : deal.End is not null || deal.Registration.Seen.Contains(notice.NoticeId) || deal.Registration.Parked.Any(n => n.NoticeId == notice.NoticeId) ? Decision.Nothing
        : Decision.Accept(new NoticeParked(notice));
}
