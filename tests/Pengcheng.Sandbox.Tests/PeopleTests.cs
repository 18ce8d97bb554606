using System.Net;

namespace Pengcheng.Sandbox.Tests;

public sealed class PeopleTests : WithSandbox
{
    private const string Firm = "91440300MA5EXX113N";

    [TestCase($"firm-{Firm}")]
    [TestCase($"firm-{Firm}-12")]
    public async Task A_firm_signs_in_by_its_credit_code(string name)
    {
        var (_, body) = await Sandbox.SignIn("firm-app", name);

        var token = Token.Read(body);
        Assert.That((token.Subject, token.GetClaim("client_id").Value, token.GetClaim("role").Value, token.GetClaim("org").Value), Is.EqualTo((name, "firm-app", "firm", Firm)));
        Assert.That(token.GetClaim("scope").Value.Split(' '), Is.EquivalentTo(new[] { "inspection.read", "inspection.firm" }));
    }

    [TestCase("officer-44030012", "4403-YJ", "inspection.scan inspection.results")]
    [TestCase("planner-1", "4403-HB", "inspection.plans")]
    [TestCase("head-1", "4403-HB", "inspection.plans inspection.approve")]
    [TestCase("coordinator-Li-1", "440309001", "inspection.coordinate")]
    [TestCase("supervisor-1", "440300", "inspection.supervise")]
    public async Task The_staff_signs_in_by_role_number_and_organisation(string subject, string organisation, string scopes)
    {
        var (_, body) = await Sandbox.SignIn("staff-app", $"{subject}@{organisation}");

        var token = Token.Read(body);
        Assert.That((token.Subject, token.GetClaim("client_id").Value, token.GetClaim("role").Value, token.GetClaim("org").Value),
            Is.EqualTo((subject, "staff-app", subject.Split('-')[0], organisation)));
        Assert.That(token.GetClaim("scope").Value.Split(' '), Is.EquivalentTo($"inspection.read {scopes}".Split(' ')));
    }

    [TestCase("firm-app", "firm-91440300MA5EXX1130", "check", Description = "the check digit is another")]
    [TestCase("firm-app", "firm-91440300ma5exx113n", "credit code")]
    [TestCase("firm-app", $"firm-{Firm}-", "credit code")]
    [TestCase("firm-app", "officer-1@4403-YJ", "credit code")]
    [TestCase("staff-app", "mayor-1@4403-YJ", "role is one of officer, planner, head, coordinator, supervisor")]
    [TestCase("staff-app", "officer-1@YJ", "4 to 40")]
    [TestCase("staff-app", "officer-1@4403 YJ", "4 to 40")]
    [TestCase("staff-app", "officer-1@4403-YJ\n", "4 to 40")]
    [TestCase("staff-app", "officer-1", "{role}-{number}@{organisation}")]
    [TestCase("staff-app", "officer-@4403-YJ", "{role}-{number}@{organisation}")]
    [TestCase("staff-app", "citizen-7f3a", "{role}-{number}@{organisation}")]
    [TestCase("citizen-app", $"firm-{Firm}", "citizen-")]
    public async Task A_name_that_cannot_be_is_refused_with_its_reason(string client, string name, string reason)
    {
        var (status, body) = await Sandbox.SignIn(client, name);

        Assert.That((status, body.GetProperty("error").GetString()), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_grant")));
        Assert.That(body.GetProperty("error_description").GetString(), Does.Contain(reason).And.Match(@"^[ -!#-\[\]-~]*$"));
    }

    [Test]
    public async Task A_wrong_password_is_refused()
    {
        var (status, body) = await Sandbox.SignIn("staff-app", "officer-1@4403-YJ", "wrong");

        Assert.That((status, body.GetProperty("error").GetString()), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_grant")));
    }

    [Test]
    public async Task A_scope_of_another_role_is_refused()
    {
        var (status, body) = await Sandbox.SignIn("staff-app", "planner-1@4403-YJ", scope: "inspection.approve");

        Assert.That((status, body.GetProperty("error").GetString()), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_scope")));
    }

    [Test]
    public async Task Nobody_signs_in_through_another_client()
    {
        var (_, body) = await Sandbox.SignIn("operator", "officer-1@4403-YJ");

        Assert.That(body.GetProperty("error").GetString(), Is.EqualTo("unauthorized_client"));
    }

    [TestCase("enterprise-registry", "inspection.firms.write")]
    [TestCase("officers-system", "inspection.officers.write")]
    public async Task The_offices_systems_have_clients_of_their_own(string client, string scope)
    {
        var (_, body) = await Sandbox.Client(client, $"{client}-secret");

        Assert.That((Token.Read(body).GetClaim("role").Value, Token.Read(body).GetClaim("scope").Value), Is.EqualTo((client, scope)));
    }
}
