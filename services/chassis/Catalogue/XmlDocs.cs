using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>
/// What the code says about itself: the XML documentation that the compiler puts beside each assembly, as Markdown for
/// the API documents. Without such a file there is nothing to say, and nothing fails.
/// </summary>
internal static partial class XmlDocs
{
    private static readonly ConcurrentDictionary<Assembly, FrozenDictionary<string, XElement>> Read = new();

    /// <summary>The summary of a type.</summary>
    public static string? Of(Type type) => Text(Find(type, $"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>The words for one member: of a record its parameter's, otherwise the property's or enum value's own summary.</summary>
    public static string? Of(Type type, string member) =>
        Text(Find(type, $"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == member)
            ?? Find(type, $"{(type.IsEnum ? 'F' : 'P')}:{NameOf(type)}.{member}")?.Element("summary"));

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static XElement? Find(Type type, string id) => Read.GetOrAdd(type.Assembly, Members).GetValueOrDefault(id);

    private static FrozenDictionary<string, XElement> Members(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("member").ToFrozenDictionary(member => member.Attribute("name")!.Value)
            : FrozenDictionary<string, XElement>.Empty;
    }

    private static string? Text(XElement? element)
    {
        if (element is null) return null;
        var text = Spaces().Replace(string.Concat(element.Nodes().Select(Part)), " ").Trim();
        return text.Length > 0 ? text : null;
    }

    private static string Part(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" } member => $"`{JsonNamingPolicy.CamelCase.ConvertName(member.Attribute("name")!.Value)}`",
        XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword"))?.Value.Split('.')[^1]}`",
        XElement other => string.Concat(other.Nodes().Select(Part)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
