namespace Pengcheng.Registry;

/// <summary>Why a notice is not accepted. Each refusal is recorded with the notice as it came.</summary>
public static class RegistryErrors
{
    public static readonly Error HeaderMissing = new("registry.header-missing", 400,
        "{header} is missing or malformed.", "缺少 {header} 或格式不正确。");
    public static readonly Error KeyUnknown = new("registry.key-unknown", 401,
        "The key {keyId} is not valid here.", "密钥 {keyId} 无效。");
    public static readonly Error SignatureInvalid = new("registry.signature-invalid", 401,
        "The signature does not fit id, time and body under the key {keyId}.", "在密钥 {keyId} 下,签名与编号、时间和正文不符。");
    public static readonly Error TimestampOutside = new("registry.timestamp-outside", 401,
        "The notice was signed at {signedAt}, outside the {minutes} minutes that are allowed. Sign it anew and send it again.",
        "通知签名时间为 {signedAt},超出允许的 {minutes} 分钟,请重新签名后发送。");
    public static readonly Error NoticeConflict = new("registry.notice-conflict", 409,
        "The notice {noticeId} was accepted with another body before. A correction needs a new id.",
        "通知 {noticeId} 此前已以不同内容受理,更正请使用新的编号。");
    public static readonly Error BodyInvalid = new("registry.body-invalid", 400,
        "The body is not a notice: {field}: {reason}", "正文不是有效的通知:{field}:{reason}");
}
