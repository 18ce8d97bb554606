namespace Pengcheng.Inspection.Tests;

/// <summary>Certificates as the officers' system keeps them.</summary>
public sealed class OfficerTests
{
    private static readonly DateOnly From = new(2024, 1, 1), Until = new(2025, 12, 31);

    [Test]
    public void A_certificate_is_good_for_its_body_and_its_days()
    {
        var officer = Officer.Evolve(null, new OfficerCertified("E-1", Samples.Safety, From, Until));
        Assert.That(officer.MayActFor(Samples.Safety, From) && officer.MayActFor(Samples.Safety, Until));
        Assert.That(officer.MayActFor(Samples.Safety, Until.AddDays(1)) || officer.MayActFor(Samples.Safety, From.AddDays(-1)) || officer.MayActFor(Samples.Fire, From), Is.False);
    }

    [Test]
    public void A_suspended_one_is_not_until_it_is_certified_again_and_not_for_the_days_between()
    {
        var city = new City();
        Certify(city);
        Assert.That(Suspend(city).Events.Single(), Is.EqualTo(new CertificateSuspended("E-1", "misconduct", city.Today)));
        Assert.That(Suspend(city).Events, Is.Empty);
        Assert.That((May(city, From), May(city, city.Today.AddDays(-1)), May(city, city.Today), May(city, Until)), Is.EqualTo((true, true, false, false)));
        var suspended = city.Today;
        city.Advance(5);
        for (var time = 1; time <= 2; time++) Assert.That(Certify(city).Events, Has.Count.EqualTo(time == 1 ? 1 : 0));
        Assert.That((May(city, suspended.AddDays(-1)), May(city, suspended), May(city, city.Today.AddDays(-1)), May(city, city.Today), May(city, Until)),
            Is.EqualTo((true, false, false, true, true)));
        city.Advance(1);
        Assert.That(Certify(city).Events, Is.Empty, "told once more, it does not reach back either");
    }

    [Test]
    public void A_renewal_of_next_month_leaves_the_present_certificate_good()
    {
        var city = new City();
        Certify(city);
        var renewed = city.Today.AddMonths(1);
        Certify(city, renewed, Until.AddYears(3), Samples.Fire);
        Assert.That((May(city, city.Today), May(city, renewed.AddDays(-1)), May(city, renewed), May(city, renewed, Samples.Fire)), Is.EqualTo((true, true, false, true)));
        Assert.That(Certify(city, renewed, Until.AddYears(3), Samples.Fire).Events, Is.Empty);
        Certify(city, city.Today.AddDays(1), Until, Samples.Safety);
        Assert.That((May(city, renewed), May(city, renewed, Samples.Fire)), Is.EqualTo((true, false)), "the later word holds");
        Suspend(city);
        Certify(city, renewed);
        Certify(city, city.Today.AddDays(2));
        Assert.That((May(city, city.Today), May(city, city.Today.AddDays(2))), Is.EqualTo((false, true)), "resumed next month, and put right");
    }

    [Test]
    public void What_was_inspected_offline_before_a_suspension_is_entered_after_it()
    {
        var city = Samples.City();
        var (began, ended) = (city.Commits.Now.AddHours(-1), city.Commits.Now);
        city.Advance(2);
        foreach (var no in Samples.Officers(Samples.Safety)) Suspend(city, no);
        city.Advance(2).Backfill("R-1", from: began, to: ended).Said(typeof(VisitOpened), typeof(EntryBackfilled), typeof(EntryRecorded));
        city.Backfill("R-2", Samples.Id(601), city.Commits.Now.AddHours(-1), city.Commits.Now).Refused(InspectionErrors.OfficerNotCertified);
    }

    [Test]
    public void What_is_no_certificate_is_refused()
    {
        var facts = new City().Commits.Facts;
        Assert.That(CertifyOfficer.Decide(null, new CertifyOfficer("E-1", Samples.Safety, Until, From), facts).Refusal?.Error, Is.EqualTo(InspectionErrors.ValidityInvalid));
        Assert.That(CertifyOfficer.Decide(null, new CertifyOfficer("", Samples.Safety, From, Until), facts).Refusal?.Error, Is.EqualTo(ChassisErrors.TextInvalid));
        Assert.That(CertifyOfficer.Decide(null, new CertifyOfficer("E-1", "4403 YJ", From, Until), facts).Refusal?.Error, Is.EqualTo(InspectionErrors.BodyInvalid));
    }

    [Test]
    public void A_place_without_a_number_is_nobody() => Assert.That(
        Known("E-1").Refuse(Samples.Safety, ["E-1", null!], From, InspectionPolicy.Default)?.Error, Is.EqualTo(InspectionErrors.OfficerNotCertified));

    [Test]
    public void A_team_has_each_officer_once_and_twenty_at_most()
    {
        string[] all = [.. Enumerable.Range(1, 21).Select(i => $"E-{i}")];
        Error? Refused(params IEnumerable<string> team) => Known(all).Refuse(Samples.Safety, [.. team], From, InspectionPolicy.Default)?.Error;
        Assert.That((Refused(all.Take(20)), Refused(all), Refused("E-1", "E-2", "E-1")), Is.EqualTo(((Error?)null, InspectionErrors.TeamInvalid, InspectionErrors.TeamInvalid)));
    }

    private static TeamFacts Known(params IEnumerable<string> certificates) => new([.. certificates.Select(no => new Officer(no, [new Validity(Samples.Safety, From, Until)]))], []);

    private static bool May(City city, DateOnly day, string body = Samples.Safety) => city.Officers[Officer.IdOf("E-1")].MayActFor(body, day);

    private static Told Certify(City city, DateOnly? from = null, DateOnly? until = null, string body = Samples.Safety) => city.Officers.Take(Officer.IdOf("E-1"),
        (officer, facts) => CertifyOfficer.Decide(officer, new CertifyOfficer("E-1", body, from ?? From, until ?? Until), facts));

    private static Told Suspend(City city, string no = "E-1") => city.Officers.Take(Officer.IdOf(no),
        (officer, facts) => SuspendCertificate.Decide(officer!, new SuspendCertificate("misconduct"), facts));
}
