using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Http;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>Each operation: its id, its scope, all of its path's parameters, the Idempotency-Key of a command, and its problems.</summary>
internal static partial class OpenApiOperations
{
    private const string ProblemSchema = nameof(Problem), ProblemType = "application/problem+json";

    public static void Configure(OpenApiOptions api) => api.AddOperationTransformer(async (operation, context, cancel) =>
    {
        var document = context.Document!;
        document.AddComponent(ProblemSchema, await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancel));
        operation.OperationId ??= IdOf(context.Description.HttpMethod!, context.Description.RelativePath!);
        PathParameters(operation, context.Description.RelativePath!);
        if (IsCommand(context)) NeedsKey(operation);
        if (ScopeOf(context) is { } scope) Needs(operation, scope, document);
        Problems(operation, document);
    });

    /// <summary><c>POST escrow/v1/deals/{id}/loan-approvals</c> is <c>postDealsLoanApprovals</c>; a trailing value becomes <c>ById</c>.</summary>
    private static string IdOf(string method, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[2..];
        var words = segments.Where(segment => !segment.StartsWith('{')).SelectMany(segment => segment.Split('-'));
        string[] by = PathValue().Match(segments[^1]) is { Success: true } value ? ["by", value.Groups[1].Value] : [];
        return string.Concat([method.ToLowerInvariant(), .. words.Concat(by).Select(word => char.ToUpperInvariant(word[0]) + word[1..])]);
    }

    // A handler need not bind every value of its path, but a caller has to send each.
    private static void PathParameters(OpenApiOperation operation, string path)
    {
        operation.Parameters ??= [];
        foreach (var (name, constraint) in PathValue().Matches(path).Select(match => (match.Groups[1].Value, match.Groups[2].Value)))
            if (operation.Parameters.All(known => known.Name != name))
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = constraint == "int" ? JsonSchemaType.Integer : JsonSchemaType.String, Format = constraint == "guid" ? "uuid" : null },
                });
    }

    // What is posted or put and runs on a stream is recognised by its key when repeated, unless the endpoint says otherwise.
    private static bool IsCommand(OpenApiOperationTransformerContext context) =>
        context.Description.HttpMethod is "POST" or "PUT"
        && !context.Description.ActionDescriptor.EndpointMetadata.OfType<Answers.NoKeyMetadata>().Any()
        && context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().Any(handler => handler.GetParameters()
            .Any(parameter => parameter.ParameterType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Commands<>)));

    private static void NeedsKey(OpenApiOperation operation)
    {
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Required = true,
            Description = "The same for each retry of this command; 1 to 128 visible ASCII characters.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128, Pattern = "^[!-~]+$" },
        });
        foreach (var success in operation.Responses!.Where(answer => answer.Key.StartsWith('2')).Select(answer => answer.Value).OfType<OpenApiResponse>())
        {
            success.Headers ??= new Dictionary<string, IOpenApiHeader>();
            success.Headers["Idempotency-Replayed"] = new OpenApiHeader { Description = "`true` when this is the answer of an earlier time.", Schema = Text() };
        }

        if (operation.Responses!.TryGetValue("201", out var created))
            created.Headers!["Location"] = new OpenApiHeader { Description = "Where the new resource is.", Schema = Text() };
    }

    private static string? ScopeOf(OpenApiOperationTransformerContext context) =>
        context.Description.ActionDescriptor.EndpointMetadata.OfType<ScopeExtensions.ScopeMetadata>().LastOrDefault()?.Scope;

    private static void Needs(OpenApiOperation operation, string scope, OpenApiDocument document)
    {
        operation.Description = $"{operation.Description} Scope: `{scope}`.".Trim();
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApi.Bearer, document)] = [scope] }];
        operation.Responses!.TryAdd("401", new OpenApiResponse { Description = "No valid access token" });
        operation.Responses.TryAdd("403", new OpenApiResponse { Description = "The access token lacks the scope" });
    }

    private static void Problems(OpenApiOperation operation, OpenApiDocument document)
    {
        operation.Responses!.TryAdd("default", new OpenApiResponse { Description = "Any other error" });
        foreach (var (_, answer) in operation.Responses.Where(answer => answer.Key is "default" || answer.Key[0] is '4' or '5'))
            if (answer is OpenApiResponse problem)
                problem.Content = new Dictionary<string, OpenApiMediaType> { [ProblemType] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, document) } };
        var ordered = new OpenApiResponses();
        foreach (var (status, answer) in operation.Responses.OrderBy(answer => answer.Key, StringComparer.Ordinal)) ordered.Add(status, answer);
        operation.Responses = ordered;
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    [GeneratedRegex(@"\{([^}:]+):?([^}]*)\}")]
    private static partial Regex PathValue();
}
