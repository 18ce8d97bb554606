namespace Pengcheng.Inspection;

/// <summary>Complaints, the ladder for bodies, ratings.</summary>
public static partial class InspectionErrors
{
    public static readonly Error ComplaintExists = new("inspection.complaint-exists", 409,
        "This complaint was filed before.", "此投诉已提交。");
    public static readonly Error WrongComplaintState = new("inspection.wrong-complaint-state", 409,
        "This is not possible while the complaint is in state {status}.", "投诉处于 {status} 状态，不能进行此操作。");
    // Unhappy path 11.
    public static readonly Error AgainstOneself = new("inspection.against-oneself", 403,
        "Nobody handles a complaint against himself.", "不得处理针对本人的投诉。");
    public static readonly Error HandlerNeeded = new("inspection.handler-needed", 422,
        "A complaint against a handler names the handler.", "针对经办人的投诉须写明经办人。");
    public static readonly Error LevelTooLow = new("inspection.level-too-low", 403,
        "The complaint is with the city's supervision body.", "该投诉已由市级执法监督主体处理。");
    public static readonly Error ExtendedBefore = new("inspection.extended-before", 409,
        "The investigation was extended before.", "调查期限已延长过一次。");
    public static readonly Error TopLevel = new("inspection.top-level", 409,
        "There is no higher level than the city.", "已是市级，无更高层级。");
    public static readonly Error ViolationNotFound = new("inspection.violation-not-found", 404,
        "There is no such violation or suspicion.", "没有此违规或疑点记录。");
    public static readonly Error LadderOrderNotFound = new("inspection.ladder-order-not-found", 404,
        "The body has no order {orderNo} that is open.", "该单位没有未结的整改令 {orderNo}。");
    public static readonly Error WrongStep = new("inspection.wrong-step", 409,
        "The order stands at {step}: this step does not follow.", "整改令处于 {step} 阶段，不能进行此步骤。");
    public static readonly Error TokenForged = new("inspection.rating-token-forged", 422,
        "This rating token was not issued for {body} in {quarter}.", "此评价凭证不是为 {body} {quarter} 签发的。");
    public static readonly Error TokenSpent = new("inspection.rating-token-spent", 409,
        "This rating token was used before.", "此评价凭证已使用。");
    public static readonly Error QuarterInvalid = new("inspection.quarter-invalid", 422,
        "A quarter looks like {example}.", "季度格式如 {example}。");
    public static readonly Error StarsInvalid = new("inspection.stars-invalid", 422,
        "A rating has 1 to 5 stars.", "评价须为 1 至 5 星。");
}
