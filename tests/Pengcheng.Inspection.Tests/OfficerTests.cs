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
    public void A_suspended_one_is_not_until_it_is_certified_again()
    {
        var city = new City();
        Certify(city);
        Assert.That(Suspend(city).Events.Single(), Is.TypeOf<CertificateSuspended>());
        Assert.That(Suspend(city).Events, Is.Empty);
        Assert.That(city.Officers[Officer.IdOf("E-1")].MayActFor(Samples.Safety, From), Is.False);
        Assert.That(Certify(city).Events.Single(), Is.TypeOf<OfficerCertified>());
        Assert.That(Certify(city).Events, Is.Empty);
        Assert.That(city.Officers[Officer.IdOf("E-1")].MayActFor(Samples.Safety, From));
    }

    [Test]
    public void What_is_no_certificate_is_refused()
    {
        Assert.That(CertifyOfficer.Decide(null, new CertifyOfficer("E-1", Samples.Safety, Until, From)).Refusal?.Error, Is.EqualTo(InspectionErrors.WindowInvalid));
        Assert.That(CertifyOfficer.Decide(null, new CertifyOfficer("", Samples.Safety, From, Until)).Refusal?.Error, Is.EqualTo(ChassisErrors.TextInvalid));
    }

    [Test]
    public void A_place_without_a_number_is_nobody() => Assert.That(
        new TeamFacts([new Officer("E-1", Samples.Safety, From, Until)], []).Refuse(Samples.Safety, ["E-1", null!], From, InspectionPolicy.Default)?.Error, Is.EqualTo(InspectionErrors.OfficerNotCertified));

    private static Told Certify(City city) => city.Officers.Take(Officer.IdOf("E-1"), (officer, _) => CertifyOfficer.Decide(officer, new CertifyOfficer("E-1", Samples.Safety, From, Until)));

    private static Told Suspend(City city) => city.Officers.Take(Officer.IdOf("E-1"), (officer, _) => SuspendCertificate.Decide(officer!, new SuspendCertificate("misconduct")));
}
