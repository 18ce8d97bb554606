using System.Reflection;
using System.Text.RegularExpressions;
using Pengcheng.Chassis.Errors;
using Pengcheng.Testing;

namespace Pengcheng.Architecture.Tests;

/// <summary>The error registry: stable codes, and the same sentence in both languages.</summary>
public sealed partial class ErrorTests
{
    private static readonly (string Prefix, Error[] Errors)[] Registries =
    [
        ("", Of(typeof(ChassisErrors).Assembly)),
        .. TestedService.All.Select(service => ($"{service.Name}.", Of(service.Assembly))),
    ];

    // Wherever in the service they are.
    private static Error[] Of(Assembly assembly) => [.. ErrorRegistry.Of(assembly.GetTypes()).ByCode.Values];

    private static IEnumerable<TestCaseData> All =>
        from registry in Registries
        from error in registry.Errors
        select new TestCaseData(registry.Prefix, error).SetArgDisplayNames(error.Code);

    [TestCaseSource(nameof(All))]
    public void A_code_is_kebab_case_and_begins_with_its_service(string prefix, Error error)
    {
        Assert.That(error.Code, Does.StartWith(prefix));
        Assert.That(error.Code[prefix.Length..], Does.Match(Kebab()));
    }

    [TestCaseSource(nameof(All))]
    public void A_status_is_that_of_an_error(string prefix, Error error) => Assert.That(error.Status, Is.InRange(400, 599), prefix);

    [TestCaseSource(nameof(All))]
    public void Both_languages_name_the_same_values(string prefix, Error error)
    {
        Assert.That(error.En, Is.Not.Empty.And.Not.Match(Chinese()), prefix);
        Assert.That(error.Zh, Does.Match(Chinese()));
        Assert.That(Values(error.Zh), Is.EquivalentTo(Values(error.En)));
    }

    [Test]
    public void Codes_are_unique() => Assert.That(Registries.SelectMany(registry => registry.Errors).Select(error => error.Code), Is.Unique.And.Not.Empty);

    private static IEnumerable<string> Values(string sentence) => Named().Matches(sentence).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Kebab();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Named();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
