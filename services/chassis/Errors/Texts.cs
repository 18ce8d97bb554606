namespace Pengcheng.Chassis.Errors;

/// <summary>Short texts that callers give: reasons, names, numbers of papers.</summary>
public static class Texts
{
    /// <summary>A text of another system, fitted to our rules: control characters become spaces, and what is too long ends with an ellipsis.</summary>
    public static string OneLine(string text, int max)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= max ? line : line[..(max - 1)] + "…";
    }

    /// <summary>The refusal of a text that is empty, too long or has control characters; null if it is good.</summary>
    public static Refusal? Refuse(string field, string? text, int max = 200) =>
        text is { Length: > 0 } && text.Length <= max && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl)
            ? null
            : ChassisErrors.TextInvalid.With(("field", field), ("max", max));
}
