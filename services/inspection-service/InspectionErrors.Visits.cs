namespace Pengcheng.Inspection;

/// <summary>Visits: booking, entering, results.</summary>
public static partial class InspectionErrors
{
    public static readonly Error VisitNotFound = new("inspection.visit-not-found", 404,
        "There is no such visit.", "没有此次检查。");
    public static readonly Error VisitEnded = new("inspection.visit-ended", 409,
        "The visit is over ({status}).", "检查已结束（{status}）。");
    public static readonly Error WrongVisitState = new("inspection.wrong-visit-state", 409,
        "This is not possible while the visit is in state {status}.", "检查处于 {status} 状态，不能进行此操作。");
    public static readonly Error NotAParticipant = new("inspection.not-a-participant", 404,
        "{body} takes no part in this visit.", "{body} 不参加此次检查。");
    public static readonly Error AlreadyAnnounced = new("inspection.already-announced", 409,
        "The visit was announced under {noticeNo}.", "检查已以 {noticeNo} 通知。");
    public static readonly Error NoticeNoInvalid = new("inspection.notice-no-invalid", 422,
        "A notice number looks like {example}.", "通知书文号格式如 {example}。");
    public static readonly Error NoticeTooShort = new("inspection.notice-too-short", 409,
        "The firm must be told {days} working days before, or a day before if there is a cause.", "须提前 {days} 个工作日通知企业；有线索的须提前一天。");
    public static readonly Error TeamsIncomplete = new("inspection.teams-incomplete", 422,
        "Each body of the visit names its officers, and no other.", "每个参加单位须列明其执法人员，且不得有其他单位。");
    // Invariant v.
    public static readonly Error TooFewOfficers = new("inspection.too-few-officers", 422,
        "At least {fewest} officers are needed.", "执法人员不得少于 {fewest} 名。");
    public static readonly Error TeamInvalid = new("inspection.team-invalid", 422,
        "A team has each officer once, and {most} at most.", "执法人员每人只列一次，且不超过 {most} 名。");
    // Invariants v and ix.
    public static readonly Error OfficerNotCertified = new("inspection.officer-not-certified", 403,
        "{certificateNo} is not a valid certificate of {body} on this day.", "{certificateNo} 当日不是 {body} 的有效执法证件。");
    public static readonly Error TooFewSlots = new("inspection.too-few-slots", 422,
        "At least {fewest} different times are needed.", "至少须提供 {fewest} 个不同时段。");
    public static readonly Error TooManySlots = new("inspection.too-many-slots", 422,
        "At most {most} times are offered.", "最多提供 {most} 个时段。");
    public static readonly Error SlotInvalid = new("inspection.slot-invalid", 422,
        "A time lies on a working day to come inside the window, with its notice kept, and is not too long.", "时段须在检查时段内尚未到来的工作日，满足提前通知要求，且不超过时长上限。");
    public static readonly Error SlotNotOffered = new("inspection.slot-not-offered", 409,
        "This time is not on offer, or not any more.", "该时段未被提供或已失效。");
    public static readonly Error SlotOpen = new("inspection.slot-open", 409,
        "The time of the visit is not fixed yet.", "检查时间尚未确定。");
    public static readonly Error PostponedBefore = new("inspection.postponed-before", 409,
        "The firm has used its one postponement.", "企业已使用过一次改期机会。");
    public static readonly Error TooLateToPostpone = new("inspection.too-late-to-postpone", 409,
        "A visit is postponed before its day.", "须在检查日之前申请改期。");
    public static readonly Error PostponementTooLong = new("inspection.postponement-too-long", 409,
        "A postponement leads to a working day at most {days} working days later.", "改期须在 {days} 个工作日以内的工作日。");
    public static readonly Error NotAnnounced = new("inspection.not-announced", 409,
        "No visit was announced to the firm: an inspection needs its plan and its notice, or an emergency.", "未向企业通知此次检查：检查须有计划和通知，或属紧急情况。");
    // Invariant iv.
    public static readonly Error NotTheAnnouncedDay = new("inspection.not-the-announced-day", 409,
        "The visit is on {day}. Another day needs to be rescheduled first.", "检查日为 {day}，改日须先改期。");
    public static readonly Error EmergencyOnAnotherDay = new("inspection.emergency-on-another-day", 409,
        "The visit is on {day}: declare the emergency as a visit of its own.", "该检查定于 {day}，请将紧急入企作为单独的检查登记。");
    // As in Pingshan.
    public static readonly Error FiledPlanRequired = new("inspection.filed-plan-required", 409,
        "In this district only a filed and approved plan may be scanned.", "本区须先登记备案并获批准后方可扫码入企。");
    public static readonly Error MethodInvalid = new("inspection.method-invalid", 422,
        "A scan is not entered afterwards.", "扫码不得以补录方式提交。");
    public static readonly Error TooFarFromFirm = new("inspection.too-far-from-firm", 422,
        "A printed code or a licence counts within {metres} metres of the firm only.", "静态码或营业执照二维码仅在距企业 {metres} 米内有效。");
    public static readonly Error NotInside = new("inspection.not-inside", 409,
        "{body} is not inside.", "{body} 未在企业内。");
    public static readonly Error TimesInvalid = new("inspection.times-invalid", 422,
        "The inspection must have begun before it ended, ended before now, and not have lasted longer than a day.", "检查开始须早于结束，结束须早于当前时间，且不得超过一天。");
    public static readonly Error MarkedAbsent = new("inspection.marked-absent", 409,
        "{body} was absent. If it was there, it enters the visit first, by a scan or an offline record.", "{body} 已登记缺席；如确已入企，请先扫码或补录。");
    public static readonly Error EntryExists = new("inspection.entry-exists", 409,
        "This body's entry of that day is recorded with another visit ({value}).", "该单位当日的入企记录已存在于另一次检查中（{value}）。");
    public static readonly Error EntryNotFound = new("inspection.entry-not-found", 404,
        "The visit has no entry {entryId} that counts.", "此次检查没有有效的入企记录 {entryId}。");
    public static readonly Error ResultExists = new("inspection.result-exists", 409,
        "This body has recorded another result.", "该单位已记录其他检查结果。");
    public static readonly Error ItemsOutsidePlan = new("inspection.items-outside-plan", 422,
        "Only items that the body came for can have a result.", "只能记录该单位计划内的检查事项。");
    public static readonly Error RectificationInvalid = new("inspection.rectification-invalid", 422,
        "A result that orders a rectification has one order, with a new number and a day to come; another result has none.", "责令整改的结果须附一份整改通知，编号唯一且期限未过；其他结果不附。");
    public static readonly Error OrderNotFound = new("inspection.order-not-found", 404,
        "There is no such order {orderNo}.", "没有整改通知 {orderNo}。");
    public static readonly Error NotReported = new("inspection.not-reported", 409,
        "The rectification has not been reported yet.", "尚未报告整改情况。");
    public static readonly Error RatedBefore = new("inspection.rated-before", 409,
        "The firm has had its rating token for this visit.", "企业已领取此次检查的评价凭证。");
    public static readonly Error RatingOver = new("inspection.rating-over", 409,
        "The time to rate is over.", "评价期限已过。");
}
