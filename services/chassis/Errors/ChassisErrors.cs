namespace Pengcheng.Chassis.Errors;

/// <summary>The errors that every service may answer.</summary>
public static class ChassisErrors
{
    /// <summary>The body or a parameter breaks a rule; <c>errors[]</c> names the fields.</summary>
    public static readonly Error Invalid = new("invalid-request", 400,
        "The request is not valid. See errors for the fields and the rules they break.", "请求无效,详见 errors 中的字段与规则。");

    /// <summary>A text that is empty, too long, or has line breaks.</summary>
    public static readonly Error TextInvalid = new("text-invalid", 422,
        "{field} must have 1 to {max} characters without line breaks.", "{field} 须为 1 至 {max} 个字符，且不含换行。");

    /// <summary>A command without its Idempotency-Key.</summary>
    public static readonly Error KeyMissing = new("idempotency-key-missing", 400,
        "This command needs the header Idempotency-Key: 1 to 128 visible ASCII characters, the same for each retry.",
        "本操作需要请求头 Idempotency-Key(1 至 128 个可见 ASCII 字符,重试时保持不变)。");

    /// <summary>The same key with another request.</summary>
    public static readonly Error KeyReused = new("idempotency-key-reused", 422,
        "The Idempotency-Key {key} was used for another request. Use a new key for a new request.",
        "Idempotency-Key {key} 已用于另一请求,新请求请使用新的键。");

    /// <summary>Too many commands on one case at the same time.</summary>
    public static readonly Error Contended = new("contended", 409,
        "Others changed this case at the same moment. Nothing was done; try again with the same Idempotency-Key.",
        "该事项正被他人同时修改,本次未作任何更改,请用同一 Idempotency-Key 重试。");

    /// <summary>A natural key held by another case.</summary>
    public static readonly Error KeyHeld = new("key-held", 409, "{kind} {value} belongs to another case.", "{kind} {value} 已属于另一事项。");

    /// <summary>There is no such thing, or it is not the caller's to see.</summary>
    public static readonly Error NotFound = new("not-found", 404, "There is no such case, or it is not yours to see.", "事项不存在,或您无权查看。");

    /// <summary>No token, or one that is not valid.</summary>
    public static readonly Error Unauthenticated = new("unauthenticated", 401, "A valid access token is needed.", "需要有效的访问令牌。");

    /// <summary>A token without the scope.</summary>
    public static readonly Error Forbidden = new("forbidden", 403, "The access token lacks the scope for this.", "访问令牌缺少所需的权限范围。");

    /// <summary>A dependency is down.</summary>
    public static readonly Error Unavailable = new("unavailable", 503,
        "The service cannot reach its store. Whether it was done is not known: try again with the same Idempotency-Key.",
        "服务暂时无法访问存储,是否已完成尚不确定,请用同一 Idempotency-Key 重试。");

    /// <summary>A defect of ours.</summary>
    public static readonly Error Internal = new("internal", 500,
        "Something failed on our side. Whether it was done is not known: try again with the same Idempotency-Key.",
        "服务内部出错,是否已完成尚不确定,请用同一 Idempotency-Key 重试。");
}
