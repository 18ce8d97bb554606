namespace Pengcheng.Contracts;

/// <summary>What a value that travels as a plain string is called and looks like; also shown in the API documents.</summary>
/// <param name="Code">Stable name, the first part of its reasons' codes.</param>
/// <param name="English">Its name in English.</param>
/// <param name="Chinese">Its name in Simplified Chinese.</param>
/// <param name="Example">A synthetic value in canonical form.</param>
public sealed record TextFormat(string Code, string English, string Chinese, string Example)
{
    internal Reason Missing() =>
        new($"{Code}.missing", $"The {English} is missing.", $"缺少{Chinese}。");

    internal Reason Shape(string english, string chinese) =>
        new($"{Code}.shape", $"The {English} must be {english}.", $"{Chinese}应为{chinese}。");

    internal Reason CheckDigit() =>
        new($"{Code}.check-digit", $"The check digit of the {English} does not match: look for a mistyped or swapped character.",
            $"{Chinese}的校验码不符，请检查是否有输错或颠倒的字符。");

    internal Reason Date() =>
        new($"{Code}.date", $"The {English} contains a date that does not exist.", $"{Chinese}中的日期不存在。");

    internal Reason Region() =>
        new($"{Code}.region", $"The {English} contains a region that does not exist.", $"{Chinese}中的行政区划代码不存在。");

    internal Reason Range(string english, string chinese) =>
        new($"{Code}.range", $"The {English} must be {english}.", $"{Chinese}应{chinese}。");
}
