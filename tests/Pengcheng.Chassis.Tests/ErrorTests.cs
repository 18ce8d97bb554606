using Pengcheng.Chassis.Errors;

namespace Pengcheng.Chassis.Tests;

/// <summary>A refusal shows its values as the wire has them.</summary>
public sealed class ErrorTests
{
    private static readonly Error Some = new("some", 409, "It is {value}.", "为{value}。");

    private static IEnumerable<TestCaseData> Values =>
    [
        new(DayOfWeek.Sunday, "sunday"), new(EnumTests.Colour.LightRed, "light-red"), new(new DateOnly(2025, 3, 7), "2025-03-07"),
        new(new DateTimeOffset(2025, 3, 7, 10, 30, 0, TimeSpan.FromHours(8)), "2025-03-07T10:30:00+08:00"), new(1.5, "1.5"), new(null, ""),
    ];

    [TestCaseSource(nameof(Values))]
    public void A_value_is_shown_as_it_is_on_the_wire(object? value, string shown) => Assert.Multiple(() =>
    {
        Assert.That(Some.With(("value", value)).Sentence(), Is.EqualTo($"It is {shown}."));
        Assert.That(Some.With(("value", value)).Values["value"], Is.EqualTo(shown));
    });
}
