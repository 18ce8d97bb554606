namespace Pengcheng.Inspection;

/// <summary>Every reason for which inspection-service says no: firms, codes, plans.</summary>
public static partial class InspectionErrors
{
    public static readonly Error FirmNotFound = new("inspection.firm-not-found", 404,
        "There is no such firm.", "没有此企业。");
    public static readonly Error CodeForged = new("inspection.code-forged", 422,
        "This is not a supervision code of ours.", "此码不是有效的执法监督码。");
    public static readonly Error CodeExpired = new("inspection.code-expired", 422,
        "The code has run out. Scan the one that the app shows now.", "此码已过期，请扫描当前显示的码。");
    public static readonly Error CodeReplaced = new("inspection.code-replaced", 422,
        "The firm has another code now.", "企业已更换执法监督码。");
    public static readonly Error CodeOrFirm = new("inspection.code-or-firm", 422,
        "Give the code as it was scanned, or the firm's credit code with the method licence-qr or lookup.", "请提供扫描到的码，或提供统一社会信用代码并注明方式（licence-qr 或 lookup）。");
    public static readonly Error CodeSuspended = new("inspection.code-suspended", 409,
        "The firm's code is suspended: {reason}", "企业的执法监督码已暂停：{reason}");
    public static readonly Error CodeRevoked = new("inspection.code-revoked", 409,
        "The firm is deregistered and its code void.", "企业已注销，其执法监督码已失效。");
    public static readonly Error BodyInvalid = new("inspection.body-invalid", 422,
        "A body's code has 1 to 60 letters, digits, hyphens, underscores or dots.", "单位代码须为 1 至 60 个字母、汉字、数字、连字符、下划线或点。");
    public static readonly Error PlaceInvalid = new("inspection.place-invalid", 422,
        "Latitude must be -90 to 90 and longitude -180 to 180.", "纬度须在 -90 至 90 之间，经度须在 -180 至 180 之间。");
    // Invariant vii.
    public static readonly Error SupervisionOnly = new("inspection.supervision-only", 403,
        "Only the supervision body may do this.", "仅执法监督主体可以进行此操作。");
    public static readonly Error PlanNotFound = new("inspection.plan-not-found", 404,
        "The firm has no such plan.", "该企业没有此检查计划。");
    public static readonly Error PlanExists = new("inspection.plan-exists", 409,
        "Another body has a plan under this id.", "此计划编号已被其他单位使用。");
    public static readonly Error WrongPlanState = new("inspection.wrong-plan-state", 409,
        "This is not possible while the plan is in state {state}.", "计划处于 {state} 状态，不能进行此操作。");
    public static readonly Error ItemsInvalid = new("inspection.items-invalid", 422,
        "One to {most} items are needed, each one once.", "须有 1 至 {most} 个检查事项，每项只列一次。");
    public static readonly Error WindowInvalid = new("inspection.window-invalid", 422,
        "The days must be in order, not over, a year at most, and end within {years} years.", "起止日期须先后有序、尚未结束、不超过一年，且在 {years} 年内结束。");
    public static readonly Error ValidityInvalid = new("inspection.validity-invalid", 422,
        "The certificate must not end before it begins.", "证件有效期的截止日期不得早于起始日期。");
    public static readonly Error MinutesInvalid = new("inspection.minutes-invalid", 422,
        "A visit takes 1 to {max} minutes.", "一次检查须为 1 至 {max} 分钟。");
    public static readonly Error MergeNeedsTwo = new("inspection.merge-needs-two", 422,
        "A joint visit needs at least two plans.", "联合检查至少需要两个计划。");
    public static readonly Error LeadNotAmong = new("inspection.lead-not-among", 422,
        "{lead} has none of these plans and cannot lead.", "{lead} 不在这些计划的单位之中，不能牵头。");
    public static readonly Error WindowsApart = new("inspection.windows-apart", 409,
        "These plans have no day in common that is still to come.", "这些计划没有共同的可用日期。");
    public static readonly Error JointTooLarge = new("inspection.joint-too-large", 409,
        "A joint visit has at most {bodies} bodies and takes at most {minutes} minutes.", "联合检查最多 {bodies} 个单位、{minutes} 分钟。");
    public static readonly Error OverlapOpen = new("inspection.overlap-open", 409,
        "Other bodies plan to come in the same days: merge the plans or move this one.", "其他单位计划在同期检查：请合并计划或改期。");
    public static readonly Error ApproverIsDrafter = new("inspection.approver-is-drafter", 403,
        "Whoever drafted a plan cannot approve it.", "计划起草人不得审批该计划。");
    public static readonly Error CapReached = new("inspection.cap-reached", 409,
        "The firm would have more than {cap} planned inspections in {year}.", "该企业 {year} 年的计划检查将超过 {cap} 次上限。");
    public static readonly Error CapInvalid = new("inspection.cap-invalid", 422,
        "A yearly cap is 0 to 366.", "年度上限须为 0 至 366。");
    public static readonly Error DayInvalid = new("inspection.day-invalid", 409,
        "{day} is not a working day to come inside the window of every plan.", "{day} 不是各计划时段内尚未到来的工作日。");
    public static readonly Error MergedStayTogether = new("inspection.merged-stay-together", 409,
        "Plans that were merged are scheduled together, under the id of their joint visit.", "已合并的计划须以联合检查的编号一并排期。");
    // Unhappy path 6.
    public static readonly Error CoolOff = new("inspection.cool-off", 409,
        "{body} stayed away from a joint visit and may come with others only before {until}.", "{body} 曾缺席联合检查，{until} 之前只能参加联合检查。");
    public static readonly Error VisitExists = new("inspection.visit-exists", 409,
        "There is, or was, a visit under this id: choose another.", "该检查编号已被使用，请另选编号。");
    public static readonly Error EntryDayTaken = new("inspection.entry-day-taken", 409,
        "The firm has another entry day in the same window.", "该企业在同一周期内已有另一入企日。");
}
