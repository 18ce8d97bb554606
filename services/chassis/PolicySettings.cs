using Microsoft.Extensions.Configuration;

namespace Pengcheng.Chassis;

/// <summary>A case's figures (terms, limits, amounts) from the configuration, checked at start.</summary>
internal static class PolicySettings
{
    /// <summary>The defaults, with what a section sets.</summary>
    /// <exception cref="SettingException">A name is not known, a value cannot be read or is below zero; the message says which.</exception>
    public static TPolicy Read<TPolicy>(IConfiguration configuration, string section) where TPolicy : class, new()
    {
        var policy = new TPolicy();
        try
        {
            configuration.GetSection(section).Bind(policy, options => options.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException mistake)
        {
            throw new SettingException($"{section}: {mistake.Message} {mistake.InnerException?.Message}".Trim(), mistake);
        }

        var below = typeof(TPolicy).GetProperties().Where(property => property.CanWrite && IsBelowZero(property.GetValue(policy))).Select(property => $"{section}:{property.Name}").ToList();
        return below.Count == 0 ? policy : throw new SettingException($"{string.Join(", ", below)} below zero");
    }

    private static bool IsBelowZero(object? value) => value switch
    {
        int number => number < 0,
        long number => number < 0,
        decimal number => number < 0,
        double number => number < 0,
        TimeSpan time => time < TimeSpan.Zero,
        _ => false,
    };
}
