using Pengcheng.Chassis.Crypto;
using Org.BouncyCastle.Math;
using Pengcheng.Inspection.Ratings;

namespace Pengcheng.Inspection.Tests;

/// <summary>Ratings that nobody can trace: one token for a visit, signed without being seen.</summary>
public sealed class RatingTests
{
    private const string Quarter = "2025Q1", Serial = "6f1c0a52b7de4e0f9a3d5c88e1b20417";

    // Synthetic, and too short for anything but tests.
    private static readonly BlindKey Key = new(
        new BigInteger("F2B651F3EC9D67D42CEE35470523F46F55E5AE0F08D817798E30CFFEC998F69FAE43CD1AA7D8E05C705E40A1CA8E3B3F9B5F5C69EFC5678D373A098DD91CA683", 16),
        new BigInteger("E98A179620FA2B1E7C10CE31FD2DD08D6235A53BFC6D11F3AC4F0D85B962B9AB3AA59FA019C9AE0FE923BCF953132E64DF0B99AC5B9A49CBCC8BC17E508A4FCF", 16));

    private static readonly BigInteger Blinder = new("123456789abcdef0123456789abcdef0fedcba98765432100123456789abcdef", 16);
    private static readonly BlindSignature Token = RatingToken.For(Key.Modulus, Samples.Safety, Quarter);

    [Test]
    public void A_token_signed_blind_rates_once()
    {
        Assert.That(Token.IsGenuine(Serial, Signed()));
        var rate = new RateVisit(Serial, Samples.Safety, Quarter, 4);
        var decision = RateVisit.Decide(null, rate, isGenuine: true);
        Assert.That(decision.Events.Single(), Is.EqualTo(new VisitRated(Samples.Safety, Quarter, 4)));
        var rating = Rating.Evolve(null, decision.Events.Single());
        Assert.That(RateVisit.Decide(rating, rate, isGenuine: true), Is.EqualTo(Decision.Nothing), "an answer was lost, and the app asks again");
        Assert.That(RateVisit.Decide(rating, rate with { Stars = 1 }, isGenuine: true).Refusal?.Error, Is.EqualTo(InspectionErrors.TokenSpent));
    }

    [Test]
    public void A_token_is_for_its_body_and_its_quarter_and_for_its_serial_only()
    {
        foreach (var (serial, body, quarter, signature) in new[]
        {
            (Serial, Samples.Fire, Quarter, Signed()), (Serial, Samples.Safety, "2025Q2", Signed()), ("other", Samples.Safety, Quarter, Signed()),
            (Serial, Samples.Safety, Quarter, Signed().Add(BigInteger.One)), (Serial, Samples.Safety, Quarter, Signed().Add(Key.Modulus)), (Serial, Samples.Safety, Quarter, BigInteger.Zero),
        })
            Assert.That(RatingToken.For(Key.Modulus, body, quarter).IsGenuine(serial, signature), Is.False, $"{serial} {body} {quarter}");
        Assert.That(RateVisit.Decide(null, new RateVisit(Serial, Samples.Safety, Quarter, 5), isGenuine: false).Refusal?.Error, Is.EqualTo(InspectionErrors.TokenForged));
    }

    [Test]
    public void What_no_token_is_for_is_refused_before_anything_is_computed()
    {
        var rate = new RateVisit(Serial, Samples.Safety, Quarter, 5);
        Assert.That(rate.Refuse(), Is.Null);
        foreach (var quarter in new[] { "", "2025Q0", "2025Q5", "2025Q1 ", "2025q1", "２０２５Q1", new string('1', 100_000) })
            Assert.That((rate with { Quarter = quarter }).Refuse()?.Error, Is.EqualTo(InspectionErrors.QuarterInvalid), quarter.Length > 9 ? "long" : quarter);
        foreach (var body in new[] { "", "a/b", "a b", new string('b', 61) })
            Assert.That((rate with { Body = body }).Refuse()?.Error, Is.EqualTo(InspectionErrors.BodyInvalid), body);
        Assert.That((rate with { Serial = new string('5', 65) }).Refuse()?.Error, Is.EqualTo(ChassisErrors.TextInvalid));
    }

    [TestCase(0)]
    [TestCase(6)]
    public void Stars_are_one_to_five(int stars) =>
        Assert.That(RateVisit.Decide(null, new RateVisit(Serial, Samples.Safety, Quarter, stars), isGenuine: true).Refusal?.Error, Is.EqualTo(InspectionErrors.StarsInvalid));

    [Test]
    public void Four_ratings_show_nothing_and_five_an_average()
    {
        Assert.That(RatingSummary.Of(Samples.Safety, Quarter, [5, 5, 5, 5], InspectionPolicy.Default), Is.Null);
        Assert.That(RatingSummary.Of(Samples.Safety, Quarter, [5, 4, 3, 5, 1], InspectionPolicy.Default), Is.EqualTo(new RatingSummary(Samples.Safety, Quarter, 5, 36)));
    }

    [TestCase(1, "2025Q1")]
    [TestCase(3, "2025Q1")]
    [TestCase(4, "2025Q2")]
    [TestCase(12, "2025Q4")]
    public void A_quarter_has_three_months(int month, string quarter) => Assert.That(RatingToken.QuarterOf(new DateOnly(2025, month, 1)), Is.EqualTo(quarter));

    private static BigInteger Signed() => Token.Unblind(Token.Sign(Key, Token.Blind(Serial, Blinder)), Blinder);
}
