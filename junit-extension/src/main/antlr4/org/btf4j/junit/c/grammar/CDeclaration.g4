// SPDX-License-Identifier: Apache-2.0

// The part of C that declares types and functions, after ISO/IEC 9899:2011 (6.7, annex A) and with the GNU spellings that
// Linux uses. It does not know which identifiers are typedef names: a specifier list takes at most one identifier, and none
// beside a type keyword, so that the text alone decides which identifier is the type and which one is declared.
grammar CDeclaration;

// Declarations

translationUnit
    : (declaration | ';')* EOF
    ;

declaration
    : '__extension__'? specifiers (initDeclarator (',' initDeclarator)* (';' | emptyBody) | ';')
    ;

initDeclarator
    : declarator attributes*
    ;

emptyBody
    : '{' '}'
    ;

specifiers
    : modifier* typeSpecifier modifier*
    ;

modifier
    : storage
    | qualifier
    | Inline
    | attributes
    ;

storage
    : 'typedef'
    | 'extern'
    | 'static'
    ;

qualifier
    : Const
    | Volatile
    | Restrict
    ;

typeSpecifier
    : baseType (modifier* baseType)*
    | composite
    | enumeration
    | Identifier
    ;

baseType
    : 'void'
    | 'char'
    | 'short'
    | 'int'
    | 'long'
    | 'float'
    | 'double'
    | '_Bool'
    | Int128
    | Signed
    | 'unsigned'
    ;

// Structs, unions, enumerations

composite
    : ('struct' | 'union') attributes* (Identifier? compositeBody attributes* | Identifier)
    ;

compositeBody
    : '{' (member | ';')* '}'
    ;

member
    : '__extension__'? specifiers (memberDeclarator (',' memberDeclarator)*)? ';'
    ;

memberDeclarator
    : declarator (':' constant)? attributes*
    | ':' constant attributes*
    ;

enumeration
    : 'enum' attributes* (Identifier? enumerationBody attributes* | Identifier)
    ;

enumerationBody
    : '{' enumerator (',' enumerator)* ','? '}'
    ;

enumerator
    : Identifier ('=' constant)?
    ;

attributes
    : Attribute '(' '(' attribute? (',' attribute?)* ')' ')'
    ;

attribute
    : attributeName ('(' (attributeArgument (',' attributeArgument)*)? ')')?
    ;

attributeName
    : Identifier
    | Const
    ;

attributeArgument
    : constant
    | String
    ;

// Declarators, named or not: what needs a name, or must not have one, is for the reader of the tree to check

declarator
    : pointer* (Identifier | '(' declarator ')') suffix*
    | pointer+ suffix*
    | suffix+
    ;

pointer
    : '*' qualifier*
    ;

suffix
    : arraySuffix
    | functionSuffix
    ;

arraySuffix
    : '[' ('static' | qualifier)* constant? ']'
    ;

functionSuffix
    : '(' (parameter (',' parameter)* (',' ellipsis)?)? ')'
    ;

ellipsis
    : '...'
    ;

parameter
    : specifiers declarator? attributes*
    ;

typeName
    : specifiers declarator?
    ;

// Constant expressions: chains, so that a long expression makes a wide tree and not a deep one

constant
    : logicalOr ('?' constant ':' logicalOr)*
    ;

logicalOr
    : logicalAnd ('||' logicalAnd)*
    ;

logicalAnd
    : bitOr ('&&' bitOr)*
    ;

bitOr
    : bitXor ('|' bitXor)*
    ;

bitXor
    : bitAnd ('^' bitAnd)*
    ;

bitAnd
    : equality ('&' equality)*
    ;

equality
    : comparison (('==' | '!=') comparison)*
    ;

comparison
    : shift (('<' | '>' | '<=' | '>=') shift)*
    ;

shift
    : sum (('<<' | '>>') sum)*
    ;

sum
    : product (('+' | '-') product)*
    ;

product
    : unary (('*' | '/' | '%') unary)*
    ;

unary
    : ('+' | '-' | '~' | '!')* primary
    ;

primary
    : Integer
    | Character
    | Identifier
    | '(' constant ')'
    | 'sizeof' '(' typeName ')'
    ;

// Words

Attribute
    : '__attribute__'
    | '__attribute'
    ;

Const
    : 'const'
    | '__const'
    | '__const__'
    ;

Volatile
    : 'volatile'
    | '__volatile'
    | '__volatile__'
    ;

Restrict
    : 'restrict'
    | '__restrict'
    | '__restrict__'
    ;

Inline
    : 'inline'
    | '__inline'
    | '__inline__'
    ;

Signed
    : 'signed'
    | '__signed'
    | '__signed__'
    ;

Int128
    : '__int128'
    ;

// Part of C, not of this grammar: words of their own, so that they are not taken for names

Unsupported
    : 'auto'
    | 'register'
    | '_Alignas'
    | '_Alignof'
    | '_Atomic'
    | '_Complex'
    | '_Generic'
    | '_Imaginary'
    | '_Noreturn'
    | '_Static_assert'
    | '_Thread_local'
    | '__auto_type'
    | '__asm__'
    | '__thread'
    | '__typeof'
    | '__typeof__'
    | 'asm'
    | 'break'
    | 'case'
    | 'continue'
    | 'default'
    | 'do'
    | 'else'
    | 'for'
    | 'goto'
    | 'if'
    | 'return'
    | 'switch'
    | 'typeof'
    | 'while'
    ;

Identifier
    : [A-Za-z_] [A-Za-z0-9_]*
    ;

// Takes in what follows a number without a space, as C does: 0x1g is one wrong number, not two words
Integer
    : [0-9] [A-Za-z0-9_.]*
    ;

Character
    : '\'' (~['\\\r\n] | '\\' ~[\r\n])* '\''
    ;

String
    : '"' (~["\\\r\n] | '\\' ~[\r\n])* '"'
    ;

// Skipped

Space
    : ([ \t\f\u000B\r\n] | '\\' '\r'? '\n')+ -> skip
    ;

BlockComment
    : '/*' .*? '*/' -> skip
    ;

LineComment
    : '//' ('\\' '\r'? '\n' | ~[\r\n])* -> skip
    ;

// No rule takes these, so they are errors at their places

OpenComment
    : '/*'
    ;

Other
    : .
    ;
