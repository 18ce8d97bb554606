using Pengcheng.Chassis.Crypto;
using System.Buffers.Text;
using Pengcheng.Chassis.Http;
using Pengcheng.Inspection.Doors;

namespace Pengcheng.Inspection.Tests;

/// <summary>The code: its life, and tokens that can be neither forged, nor kept, nor linked.</summary>
public sealed class CodeTests
{
    private static readonly InspectionPolicy Policy = InspectionPolicy.Default;
    private static readonly TokenKeys Keys = KeysOf(1);
    private static readonly DateTimeOffset Now = Samples.Monday;

    [Test]
    public void A_firm_gets_its_code_once_and_keeps_it()
    {
        var city = Samples.City();
        Assert.That(city.Firm().Code.Status, Is.EqualTo(CodeStatus.Issued));
        Assert.That(city.Commits.HolderOf(FirmReactions.CodeKey, Samples.CodeId), Is.EqualTo(Firm.IdOf(Samples.Uscc)));
        Tell(Samples.Profile, Now).Nothing();
        Tell(Samples.Profile with { Name = "新名" }, Now.AddHours(2)).Said(typeof(ProfileUpdated));
        Assert.That(city.Firm().Code.CodeId, Is.EqualTo(Samples.CodeId));

        // That it is still so is remembered where somebody says it as news: what was true in between comes too late.
        Tell(Samples.Profile with { Name = "新名" }, Now.AddHours(5), isNews: true).Said(typeof(ProfileUpdated));
        Tell(Samples.Profile with { Name = "短暂的名" }, Now.AddHours(4), isNews: true).Nothing();

        // What was true before has been overtaken.
        Tell(Samples.Profile with { Name = "旧名" }, Now.AddHours(1)).Nothing();
        Assert.That(city.Firm().Profile.Name, Is.EqualTo("新名"));

        City Tell(FirmProfile profile, DateTimeOffset asOf, bool isNews = false) => city.OnFirm((f, _, _) => IssueCode.Decide(f, new IssueCode(Samples.Uscc, Samples.Id(9), profile, asOf, isNews)));
    }

    [Test]
    public void A_rotated_code_no_longer_leads_to_the_firm()
    {
        var city = Samples.City().OnFirm((f, _, _) => RotateCode.Decide(f, new RotateCode(Samples.Id(2), "print lost"))).Said(typeof(CodeRotated));
        Assert.That(city.Firm().Code.Status, Is.EqualTo(CodeStatus.Rotated));
        Assert.That(city.Commits.HolderOf(FirmReactions.CodeKey, Samples.CodeId), Is.Null);
        Assert.That(city.Commits.HolderOf(FirmReactions.CodeKey, Samples.Id(2)), Is.EqualTo(Firm.IdOf(Samples.Uscc)));
        city.OnFirm((f, _, _) => RotateCode.Decide(f, new RotateCode(Samples.Id(2), "print lost"))).Nothing();
    }

    [Test]
    public void A_code_is_suspended_and_resumed()
    {
        var city = Samples.City().OnFirm((f, _, _) => SuspendCode.Decide(f, new SuspendCode("doubts"))).Said(typeof(CodeSuspended));
        Assert.That((city.Firm().Code.Status, city.Firm().Code.IsValid), Is.EqualTo((CodeStatus.Suspended, false)));
        city.OnFirm((f, _, _) => SuspendCode.Decide(f, new SuspendCode("doubts"))).Nothing();
        city.OnFirm((f, _, _) => ResumeCode.Decide(f)).Said(typeof(CodeResumed));
        city.OnFirm((f, _, _) => ResumeCode.Decide(f)).Nothing();
        Assert.That(city.Firm().Code.IsValid);
    }

    [Test]
    public void A_deregistered_firm_has_no_code_and_no_plans()
    {
        var city = Stages.Announced().OnFirm((f, _, _) => RevokeCode.Decide(f, new RevokeCode("deregistered"))).Said(typeof(CodeRevoked), typeof(PlanWithdrawn));
        city.Settle().Stands(VisitStatus.Cancelled);
        Assert.That(city.Firm().Code.Status, Is.EqualTo(CodeStatus.Revoked));
        city.OnFirm((f, _, _) => RevokeCode.Decide(f, new RevokeCode("deregistered"))).Nothing();
        city.OnFirm((f, _, _) => RotateCode.Decide(f, new RotateCode(Samples.Id(2), "x"))).Refused(InspectionErrors.CodeRevoked);
        city.OnFirm((f, _, _) => SuspendCode.Decide(f, new SuspendCode("x"))).Refused(InspectionErrors.CodeRevoked);
        city.OnFirm((f, _, _) => ResumeCode.Decide(f)).Refused(InspectionErrors.CodeRevoked);
        city.Draft(7, Samples.Content(Samples.Fire)).Refused(InspectionErrors.CodeRevoked);
    }

    [TestCase(0, true)]
    [TestCase(60, true)]
    [TestCase(90, true)]
    [TestCase(91, false)]
    [TestCase(-30, true)]
    [TestCase(-31, false)]
    public void A_rotating_token_lives_a_minute_and_bears_clocks_that_differ(int secondsLater, bool isGood)
    {
        var token = CodeToken.Rotating(Keys, Samples.CodeId, Now);
        var (reading, refusal) = CodeToken.Read(token, [Keys], Now.AddSeconds(secondsLater), Policy);
        Assert.That(reading?.CodeId, Is.EqualTo(isGood ? Samples.CodeId : (Guid?)null));
        Assert.That(refusal?.Error, Is.EqualTo(isGood ? null : InspectionErrors.CodeExpired));
    }

    [Test]
    public void A_printed_token_lives_as_long_as_its_code_and_says_that_it_is_printed()
    {
        var (reading, _) = CodeToken.Read(CodeToken.Static(Keys, Samples.CodeId, Now), [Keys], Now.AddYears(3), Policy);
        Assert.That(reading, Is.EqualTo(new CodeReading(Samples.CodeId, IsStatic: true, Now)));
    }

    [Test]
    public void No_character_of_a_token_can_be_changed()
    {
        var token = CodeToken.Rotating(Keys, Samples.CodeId, Now);
        for (var i = 0; i < token.Length; i++)
        {
            var forged = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.That(CodeToken.Read(forged, [Keys], Now, Policy).Refusal?.Error, Is.EqualTo(InspectionErrors.CodeForged), $"at {i}");
        }

        foreach (var garbage in new[] { "", "SZJDM1.", "SZJDM1.x", "SZJDM1." + new string('A', 300), token + "A", "SZJDM2." + token[7..], token + " " })
            Assert.That(CodeToken.Read(garbage, [Keys], Now, Policy).Refusal?.Error, Is.EqualTo(InspectionErrors.CodeForged), garbage);
    }

    [Test]
    public void Tokens_of_one_firm_have_nothing_in_common_for_an_outsider()
    {
        var tokens = Enumerable.Range(0, 40).Select(i => Base64Url.DecodeFromChars(CodeToken.Rotating(Keys, Samples.CodeId, Now.AddSeconds(i * 60)).AsSpan(7))).ToList();
        // Beyond the generation, no two tokens agree in more sealed bytes than chance lets them.
        for (var i = 0; i < tokens.Count; i++)
            for (var j = i + 1; j < tokens.Count; j++)
                Assert.That(Enumerable.Range(1, 41).Count(k => tokens[i][k] == tokens[j][k]), Is.LessThan(8));
        Assert.That(tokens.Select(Convert.ToHexString), Has.None.Contains(Samples.CodeId.ToString("N").ToUpperInvariant()));
    }

    [Test]
    public void A_key_is_replaced_without_a_gap_and_a_foreign_one_opens_nothing()
    {
        var token = CodeToken.Rotating(Keys, Samples.CodeId, Now);
        var next = KeysOf(2);
        Assert.That(CodeToken.Read(token, [next, Keys], Now, Policy).Reading, Is.Not.Null);
        Assert.That(CodeToken.Read(token, [next], Now, Policy).Refusal?.Error, Is.EqualTo(InspectionErrors.CodeForged));
        Assert.That(CodeToken.Read(token, [KeysOf(3) with { Generation = 1 }], Now, Policy).Refusal?.Error, Is.EqualTo(InspectionErrors.CodeForged));
    }

    [Test]
    public void A_scan_shows_profile_plans_and_history_at_once()
    {
        var city = Stages.Announced().Inspect(601).Inspect(602, Samples.Fire, EntryKind.Patrol);
        var card = FirmView.Of(city.Firm(), new Caller("o", "staff-app", "officer", Samples.Safety), city.Today, city.Policy);
        Assert.That((card.ThisYear, card.LastTwelveMonths, card.Burden, card.Cap), Is.EqualTo((1, 1, 2, 4)));
        Assert.That(card.Planned.Single().Day, Is.EqualTo(Samples.VisitDay));
        Assert.That(card.History.Select(h => h.VisitId), Is.EquivalentTo(new[] { Samples.Id(601), Samples.Id(602) }));
    }

    private static TokenKeys KeysOf(byte seed) => new(
        seed, [.. Enumerable.Repeat(seed, 16)], [.. Enumerable.Repeat(seed, 32)], new string('0', 62) + seed.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
}
