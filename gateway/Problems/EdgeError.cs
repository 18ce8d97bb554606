namespace Pengcheng.Gateway.Problems;

/// <summary>One entry of the gateway's error registry.</summary>
/// <param name="Code">Stable, kebab-case; <c>/docs/errors/{code}</c> is its page.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="TitleEn">What it is, in a few words.</param>
/// <param name="TitleZh">The same in Simplified Chinese (简体中文).</param>
/// <param name="En">A sentence for whoever has to act on it.</param>
/// <param name="Zh">The same in Simplified Chinese.</param>
public sealed record EdgeError(string Code, int Status, string TitleEn, string TitleZh, string En, string Zh)
{
    /// <summary>No token was sent.</summary>
    public static readonly EdgeError TokenMissing = new("gateway.token-missing", 401, "Access token missing", "缺少访问令牌",
        "Send an access token in the header Authorization: Bearer <token>.", "请在请求头 Authorization: Bearer <令牌> 中提供访问令牌。");

    /// <summary>The token's time is over.</summary>
    public static readonly EdgeError TokenExpired = new("gateway.token-expired", 401, "Access token expired", "访问令牌已过期",
        "The access token has expired. Fetch a new one and send the request again.", "访问令牌已过期,请重新获取后再次发送请求。");

    /// <summary>Not a token of the configured issuer for this audience, or forged.</summary>
    public static readonly EdgeError TokenInvalid = new("gateway.token-invalid", 401, "Access token not valid", "访问令牌无效",
        "The access token is not valid: its signature, issuer, audience or form is not what this platform accepts.",
        "访问令牌无效:其签名、签发方、受众或格式不符合本平台要求。");

    /// <summary>The issuer's keys are not to be had, so no token can be checked.</summary>
    public static readonly EdgeError IssuerUnreachable = new("gateway.issuer-unreachable", 503, "Identity provider unreachable", "身份认证服务暂不可用",
        "Tokens cannot be checked at the moment. Nothing was done; try again shortly.", "暂时无法校验访问令牌,本次未作任何更改,请稍后重试。");

    /// <summary>The token lacks the route's scope.</summary>
    public static readonly EdgeError ScopeMissing = new("gateway.scope-missing", 403, "Scope missing", "权限范围不足",
        "The access token lacks the scope that this request needs; see scope.", "访问令牌缺少本请求所需的权限范围,详见 scope。");

    /// <summary>No such public path.</summary>
    public static readonly EdgeError RouteUnknown = new("gateway.route-unknown", 404, "No such address", "地址不存在",
        "There is nothing at this address. /docs lists every address of the platform.", "该地址不存在。平台的全部接口见 /docs。");

    /// <summary>The path is known, the verb is not.</summary>
    public static readonly EdgeError VerbUnknown = new("gateway.method-not-allowed", 405, "Method not allowed", "不支持的请求方法",
        "This address does not take this method; the header Allow lists those it takes.", "该地址不支持此请求方法,可用方法见响应头 Allow。");

    /// <summary>The request cannot be read.</summary>
    public static readonly EdgeError Unreadable = new("gateway.unreadable-request", 400, "Request not readable", "请求无法读取",
        "The request could not be read to its end. Nothing was done.", "请求未能完整读取,本次未作任何更改。");

    /// <summary>The body is larger than the limit.</summary>
    public static readonly EdgeError BodyTooLarge = new("gateway.body-too-large", 413, "Body too large", "请求体过大",
        "The body is larger than this platform accepts (256 KiB unless configured otherwise). Nothing was done.",
        "请求体超过平台上限(默认 256 KiB),本次未作任何更改。");

    /// <summary>The body is not JSON.</summary>
    public static readonly EdgeError NotJson = new("gateway.media-type-unsupported", 415, "Media type not supported", "不支持的媒体类型",
        "Send the body as application/json in UTF-8.", "请以 application/json(UTF-8)发送请求体。");

    /// <summary>The caller's rate is used up.</summary>
    public static readonly EdgeError TooMany = new("gateway.too-many-requests", 429, "Too many requests", "请求过于频繁",
        "More requests than your rate allows. Nothing was done; wait for the seconds in Retry-After.",
        "请求超出允许的频率,本次未作任何更改,请按 Retry-After 所示秒数等待后重试。");

    /// <summary>A defect of the gateway.</summary>
    public static readonly EdgeError Internal = new("gateway.internal", 500, "Internal error", "内部错误",
        "Something failed on our side. Whether it was done is not known: send it again with the same Idempotency-Key.",
        "平台内部出错,是否已完成尚不确定,请用同一 Idempotency-Key 重试。");

    /// <summary>The service broke off after it had been asked.</summary>
    public static readonly EdgeError AnswerLost = new("gateway.answer-lost", 502, "Answer lost", "未收到服务应答",
        "The service was asked, but its answer did not arrive. Whether it was done is not known: send it again with the same Idempotency-Key.",
        "请求已送达服务但未收到应答,是否已完成尚不确定,请用同一 Idempotency-Key 重试。");

    /// <summary>No replica of the service could be reached: it was not asked.</summary>
    public static readonly EdgeError ServiceUnavailable = new("gateway.service-unavailable", 503, "Service unavailable", "服务暂不可用",
        "The service cannot be reached at the moment. Nothing was done; try again shortly.", "服务暂时无法访问,本次未作任何更改,请稍后重试。");

    /// <summary>The service did not answer in time.</summary>
    public static readonly EdgeError TimedOut = new("gateway.timed-out", 504, "No answer in time", "服务应答超时",
        "The service did not answer in time. Whether it was done is not known: send it again with the same Idempotency-Key.",
        "服务未在时限内应答,是否已完成尚不确定,请用同一 Idempotency-Key 重试。");

    /// <summary>Every entry, by status.</summary>
    public static IReadOnlyList<EdgeError> All { get; } =
    [
        Unreadable, TokenMissing, TokenExpired, TokenInvalid, ScopeMissing, RouteUnknown, VerbUnknown, BodyTooLarge, NotJson,
        TooMany, Internal, AnswerLost, ServiceUnavailable, IssuerUnreachable, TimedOut,
    ];
}
