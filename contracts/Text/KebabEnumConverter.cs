using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts;

/// <summary>An enum as words in kebab case (<c>double-pre-notice</c>), never as a number.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class KebabEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
